/** What somebody brings along: Celery's JSON, what `POST /api/runs` takes, what `GET /api/workflows/:name` answers, or an exported drawing. */
import { isPlainObject } from "../../../shared/canvas/describe.ts";
import { readDrawing, type ReadDrawing } from "../../../shared/drawing/drawing.ts";
import { loadDrawing } from "../../../shared/drawing/saved.ts";
import { drawingIn } from "./origin.ts";

/** Never throws, whatever it is given. */
export function readImport(value: unknown): ReadDrawing {
  if (!isPlainObject(value) || "task" in value) {
    return readDrawing(value);
  }

  if ("next_id" in value) {
    return loadDrawing(value);
  }

  const { name, canvas = null, graph = null, drawing = null } = value;

  return canvas === null && graph === null && drawing === null
    ? readDrawing(value)
    : drawingIn({ name: typeof name === "string" ? name : "", canvas, graph, drawing });
}
