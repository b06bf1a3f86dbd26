/** A map is ONE execution that goes through its items in order; its message names Celery's own task and carries the inner signature. */
import type { MapCanvas } from "../canvas/canvas.ts";
import type { Call } from "../canvas/merge.ts";
import { toSignature } from "../canvas/to-json.ts";

export const MAP_TASK = "celery.map";
export const STARMAP_TASK = "celery.starmap";

export interface MapTask extends Call {
  readonly task: typeof MAP_TASK | typeof STARMAP_TASK;
  /** It runs as its inner task would, by the same queue. */
  readonly routedAs: string;
  readonly immutable: true;
}

export function mapTask({ kind, inner, it, args, options }: MapCanvas): MapTask {
  return {
    task: kind === "map" ? MAP_TASK : STARMAP_TASK,
    routedAs: inner.task,
    args,
    kwargs: { task: toSignature(inner), it },
    options,
    immutable: true,
  };
}
