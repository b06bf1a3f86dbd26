/** Canvases as values for users: immutable, every method returns a new one. */
import { addErrback, addLink } from "./add-link.ts";
import type { Canvas } from "./canvas.ts";
import { type CallOptions, wireOptions } from "./options.ts";
import type { Anything, Gathered, Step, Value } from "./step.ts";
import { toSignature } from "./to-json.ts";

/** Called with the id of the task that failed. */
export type Errback = Step<[taskId: string], unknown>;

/** A composition that yields one result. */
export interface CanvasSignature<Before extends Anything, Result> extends Step<Before, Result> {
  /** With these options over those it has. */
  set(options: CallOptions): CanvasSignature<Before, Result>;
  /** With `callback` called with the result once there is one. */
  link(callback: Step<[Value<Result>], unknown>): CanvasSignature<Before, Result>;
  /** With `errback` called when it fails. */
  onError(errback: Errback): CanvasSignature<Before, Result>;
}

/** Side by side; yields the list of its members' results. It takes no `link`: use a chord. */
export interface GroupSignature<Before extends Anything, Items extends Anything> extends Step<
  Before,
  Gathered<Items>
> {
  readonly kind: "group";
  set(options: CallOptions): GroupSignature<Before, Items>;
  onError(errback: Errback): GroupSignature<Before, Items>;
}

export function canvasSignature<Before extends Anything, Result>(
  canvas: Canvas,
): CanvasSignature<Before, Result> {
  return {
    canvas,
    toJSON: () => toSignature(canvas),
    set: (options) => canvasSignature(withOptions(canvas, options)),
    link: (callback) => canvasSignature(addLink(canvas, callback.canvas)),
    onError: (errback) => canvasSignature(addErrback(canvas, errback.canvas)),
  };
}

export function groupSignature<Before extends Anything, Items extends Anything>(
  canvas: Canvas,
): GroupSignature<Before, Items> {
  return {
    kind: "group",
    canvas,
    toJSON: () => toSignature(canvas),
    set: (options) => groupSignature(withOptions(canvas, options)),
    onError: (errback) => groupSignature(addErrback(canvas, errback.canvas)),
  };
}

export function withOptions<Kind extends Canvas>(canvas: Kind, options: CallOptions): Kind {
  return { ...canvas, options: { ...canvas.options, ...wireOptions(options) } };
}
