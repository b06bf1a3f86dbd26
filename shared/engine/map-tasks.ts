/** A map is ONE execution that goes through its items in order; its message names Celery's own task and carries the inner signature. */
import type { MapCanvas } from "../canvas/canvas.ts";
import type { JsonObject, JsonValue } from "../canvas/json.ts";
import { toSignature } from "../canvas/to-json.ts";

export const MAP_TASK = "celery.map";
export const STARMAP_TASK = "celery.starmap";

export interface MapTaskCall {
  readonly task: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  readonly options: JsonObject;
  readonly immutable: boolean;
}

export function mapTask(canvas: MapCanvas): MapTaskCall {
  return {
    task: canvas.kind === "map" ? MAP_TASK : STARMAP_TASK,
    args: canvas.args,
    kwargs: { task: toSignature(canvas.inner), it: canvas.it },
    options: canvas.options,
    immutable: true,
  };
}
