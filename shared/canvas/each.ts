/**
 * `lovage.each`: one call of a signature for each item of a list that an earlier task returned. Celery has no word for it; in its JSON it is
 * a task of this name with the signature as its keyword argument `task`.
 */
import { type Canvas, type TaskCanvas, taskCanvas } from "./canvas.ts";
import type { JsonValue } from "./json.ts";
import { toSignature } from "./to-json.ts";
import { yieldsList } from "./yields-list.ts";

export const EACH_TASK = "lovage.each";

/** Puts the canvas that it is called with in its own place. */
export const CANVAS_TASK = "lovage.canvas";

export function eachCanvas(inner: Canvas): TaskCanvas {
  return taskCanvas(EACH_TASK, { kwargs: { task: toSignature(inner) } });
}

/** What one item comes to: the inner canvas with the item in front of its arguments, as one result even where it yields a list. */
export function calledWith(inner: Canvas, item: JsonValue): Canvas {
  const call = inner.immutable ? inner : { ...inner, args: [item, ...inner.args] };

  return yieldsList(inner)
    ? taskCanvas(CANVAS_TASK, { kwargs: { canvas: toSignature(call) } })
    : call;
}
