/** Where what is drawn is saved, and what was drawn since. */
import { changesOf } from "../../../shared/drawing/diff/changes.ts";
import {
  type Drawing,
  EMPTY_DRAWING,
  readDrawing,
  type ReadDrawing,
} from "../../../shared/drawing/drawing.ts";
import { readGraphDrawing } from "../../../shared/drawing/from-graph.ts";
import { loadDrawing, saveDrawing } from "../../../shared/drawing/saved.ts";
import type { WorkflowView } from "../../../shared/wire/workflows.ts";
import type { FieldError } from "../../api/api-error.ts";
import type { WorkflowBody } from "../../api/workflows.ts";
import { contentOf } from "../use-run.ts";

/** The saved workflow that is drawn on. */
export interface Origin {
  readonly name: string;
  /** The editor keeps it, and has no field for it. */
  readonly description: string;
  /** The version that was opened or saved last. */
  readonly version: number;
  /** As that version has it; null: something was drawn since, and what is not known any more. */
  readonly drawing: Drawing | null;
}

export function originOf({ name, description, version }: WorkflowView, drawing: Drawing): Origin {
  return { name, description, version, drawing };
}

/** Whether a save would change anything. */
export function isUnsaved(origin: Origin | null, drawing: Drawing): boolean {
  if (origin === null) {
    return drawing.root !== null || drawing.shelf.length > 0 || drawing.name !== "";
  }

  return origin.drawing === null || changesOf(origin.drawing, drawing).length > 0;
}

export function workflowOf(drawing: Drawing, origin: Origin | null): WorkflowBody {
  return {
    canvas: null,
    graph: null,
    ...contentOf(drawing),
    drawing: saveDrawing(drawing),
    description: origin?.description ?? "",
  };
}

interface Drawable {
  readonly name: string;
  /** Null: there is none of it. */
  readonly drawing: unknown;
  readonly canvas: unknown;
  readonly graph: unknown;
}

/**
 * What was saved without the editor is drawn from its canvas or graph. It is called as it is called now, whatever it was called when it was
 * saved.
 */
export function drawingIn({ name, drawing, canvas, graph }: Drawable): ReadDrawing {
  if (drawing !== null) {
    const read = loadDrawing(drawing);

    return read.ok ? { ok: true, drawing: { ...read.drawing, name } } : read;
  }

  if (graph !== null) {
    return readGraphDrawing(graph, name);
  }

  return canvas === null
    ? { ok: true, drawing: { ...EMPTY_DRAWING, name } }
    : readDrawing(canvas, name);
}

export function undrawable(what: string, errors: readonly FieldError[]): string {
  const [{ path, message } = { path: "drawing", message: "unreadable" }] = errors;

  return `${what} cannot be drawn: ${path}: ${message}.`;
}
