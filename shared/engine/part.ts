/** A part of a canvas while it is compiled: what comes into it, and what it yields. */
import type { Canvas } from "../canvas/canvas.ts";
import { type Call, mergeCall } from "../canvas/merge.ts";
import type { Ref, Span } from "./plan.ts";
import type { Failures } from "./scope.ts";

/** What a part waits for, and what the canvas around it adds to its call. */
export interface Incoming {
  readonly input: Ref | null;
  /** False: `input` only orders, its result is not passed on. */
  readonly passes: boolean;
  readonly partial: Call;
}

/** What a part yields. */
export interface Yielded {
  readonly nodes: readonly number[];
  readonly list: boolean;
  /** What the whole list waited for. */
  readonly after: Ref | null;
  /** All tasks of the list, where the first of them that fails ends the others. */
  readonly failFast?: Span;
  readonly failures: Failures;
}

export type PathOf = (index: number) => string;

export const NOTHING: Call = { args: [], kwargs: {}, options: {} };

/** What a composition hands to the parts that begin it: its own call, with what came from around it applied. */
export function memberIncoming(canvas: Canvas, { input, passes, partial }: Incoming): Incoming {
  const { args, kwargs, options } = mergeCall(canvas, partial);
  // Callbacks are hung where they belong by the walk; an id names one task, never all members.
  const {
    link: _link,
    link_error: _linkError,
    task_id: _taskId,
    fail_fast: _failFast,
    ...shared
  } = options;

  return { input, passes: passes && !canvas.immutable, partial: { args, kwargs, options: shared } };
}
