/**
 * A drawing as it is kept: the canvas and the fragments in Celery's JSON, beside them what belongs to the drawing alone. Ids are kept as
 * a list in the order in which the parts are read, so none stands inside a signature.
 */
import { z } from "zod";

import type { Fault } from "../canvas/json-check.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { Signature } from "../canvas/signature.ts";
import type { Block, BlockId } from "./block.ts";
import { allBlocks, type Drawing, type ReadDrawing } from "./drawing.ts";
import { blockOf } from "./from-canvas.ts";
import { Ids } from "./ids.ts";
import { signatureOf } from "./to-canvas.ts";

const SAVED_VERSION = 1;

const remark = z.object({
  name: z.string().optional(),
  note: z.string().optional(),
  folded: z.boolean().optional(),
});

const savedDrawing = z.object({
  version: z.literal(SAVED_VERSION),
  name: z.string(),
  canvas: z.unknown().nullable(),
  shelf: z.array(z.unknown()),
  ids: z.array(z.string()),
  next_id: z.int().min(1),
  crossings: z.array(z.object({ from: z.string(), to: z.string() })),
  remarks: z.record(z.string(), remark),
});

export interface SavedDrawing {
  readonly version: typeof SAVED_VERSION;
  readonly name: string;
  readonly canvas: Signature | null;
  readonly shelf: readonly Signature[];
  readonly ids: readonly BlockId[];
  readonly next_id: number;
  readonly crossings: Drawing["crossings"];
  readonly remarks: Drawing["remarks"];
}

export function saveDrawing(drawing: Drawing): SavedDrawing {
  const { name, root, shelf, crossings, remarks, nextId } = drawing;

  return {
    version: SAVED_VERSION,
    name,
    canvas: root && signatureOf(root),
    shelf: shelf.map(signatureOf),
    ids: Array.from(allBlocks(drawing), ({ id }) => id),
    next_id: nextId,
    crossings,
    remarks,
  };
}

/** Never throws, whatever it is given. */
export function loadDrawing(value: unknown): ReadDrawing {
  const saved = savedDrawing.safeParse(value);

  if (!saved.success) {
    const errors = saved.error.issues.map(({ path, message }) => ({
      path: ["drawing", ...path].join("."),
      message,
    }));

    return { ok: false, errors };
  }

  return loadSaved(saved.data);
}

function loadSaved(saved: z.infer<typeof savedDrawing>): ReadDrawing {
  const errors: Fault[] = [];
  const ids = new Ids(saved.next_id, saved.ids);
  const root = saved.canvas === null ? null : read(saved.canvas);
  const shelf = saved.shelf.map(read).filter((block) => block !== null);
  const { name, crossings, remarks } = saved;

  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, drawing: { name, root, shelf, crossings, remarks, nextId: ids.next } };

  function read(signature: unknown): Block | null {
    const parsed = parseCanvas(signature);

    if (!parsed.ok) {
      errors.push(...parsed.errors);

      return null;
    }

    return blockOf(parsed.canvas, ids);
  }
}
