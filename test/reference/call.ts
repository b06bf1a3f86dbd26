import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { CanvasTree } from "./canvas-tree.ts";
import type { Ended } from "./outcome.ts";

/** Where a task hangs: in the canvas itself, or in the nearest link or errback around it. */
export type Role = "step" | "link" | "errback";

/** What comes in to a canvas. */
export interface Call {
  /** Prepended to its own: a predecessor's result, then partial arguments. */
  readonly args: readonly JsonValue[];
  /** Winning over its own. */
  readonly kwargs: JsonObject;
  /** The end of what came before, which keeps the canvas from running; null if it may run. */
  readonly ended: Ended | null;
  /** The option as a composition around it hands it down. */
  readonly ignoreResult: boolean | undefined;
  readonly role: Role;
}

export function callWith(args: readonly JsonValue[], role: Role): Call {
  return { args, kwargs: {}, ended: null, ignoreResult: undefined, role };
}

/** The call that never comes. */
export function noCall(ended: Ended, role: Role): Call {
  return { ...callWith([], role), ended };
}

/** A call as it reaches the canvas's tasks: its own arguments added, or alone where the canvas is immutable. */
export function applied(canvas: CanvasTree, call: Call): Call {
  const ignoreResult = call.ignoreResult ?? canvas.ignoreResult;
  if (canvas.immutable) {
    return { ...call, args: canvas.args, kwargs: canvas.kwargs, ignoreResult };
  }
  const args = [...call.args, ...canvas.args];
  return { ...call, args, kwargs: { ...canvas.kwargs, ...call.kwargs }, ignoreResult };
}
