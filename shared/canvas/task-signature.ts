import { withCallback } from "./add-link.ts";
import { type Errback, withOptions } from "./canvas-signature.ts";
import type { TaskCanvas } from "./canvas.ts";
import { assertJsonList, assertJsonObject } from "./json-check.ts";
import type { JsonObject } from "./json.ts";
import { mergeCall } from "./merge.ts";
import { type CallOptions, wireOptions } from "./options.ts";
import type { Given, Missing } from "./partial-args.ts";
import type { Anything, Step } from "./step.ts";
import { toSignature } from "./to-json.ts";

/** One call of a task, not yet made. Immutable: every method returns a new one. */
export interface TaskSignature<Before extends Anything, Result> extends Step<Before, Result> {
  /** With these options over those it has. */
  set(options: CallOptions): TaskSignature<Before, Result>;
  /** With `callback` called with the result once there is one. */
  link(callback: Step<[Result], unknown>): TaskSignature<Before, Result>;
  /** With `errback` called when it fails. */
  onError(errback: Errback): TaskSignature<Before, Result>;
  /** With `args` before those it has (unless it is immutable) and options over its own. */
  clone<Some extends Given<Before>>(
    args: Some,
    options?: CallOptions,
  ): TaskSignature<Missing<Before, Some>, Result>;
  /** With keyword arguments; whether all arguments fit together is checked when it is submitted. */
  kw(kwargs: JsonObject): TaskSignature<Anything, Result>;
}

export function taskSignature<Before extends Anything, Result>(
  task: TaskCanvas,
): TaskSignature<Before, Result> {
  return {
    canvas: task,
    toJSON: () => toSignature(task),
    set: (options) => taskSignature(withOptions(task, options)),
    link: (callback) => taskSignature(withCallback(task, "link", callback.canvas)),
    onError: (errback) => taskSignature(withCallback(task, "link_error", errback.canvas)),
    clone: (args: readonly unknown[], options = {}) => {
      assertJsonList(args, `${task.task}.clone: args`);
      return taskSignature({
        ...task,
        ...mergeCall(task, { args, options: wireOptions(options) }),
      });
    },
    kw: (kwargs) => {
      assertJsonObject(kwargs, `${task.task}.kw: kwargs`);
      return taskSignature({ ...task, kwargs: { ...task.kwargs, ...kwargs } });
    },
  };
}
