import type { Canvas } from "../../../shared/canvas/canvas.ts";
import type { JsonText } from "../../../shared/canvas/json.ts";
import type { TaskCatalog } from "../../../shared/engine/catalog.ts";
import { compileCanvas } from "../../../shared/engine/compile.ts";
import { encodePlan } from "../../../shared/engine/plan-parts.ts";

/** Every task is registered and every call right: what is measured comes after that. */
const CATALOG: TaskCatalog = {
  find: () => ({}),
  names: [],
  queues: ["default"],
  problemsOf: () => [],
};

export function planPartsOf(canvas: Canvas): readonly JsonText[] {
  const compiled = compileCanvas(canvas, CATALOG);

  if (!compiled.ok) {
    throw new TypeError(compiled.problems.map(({ message }) => message).join("\n"));
  }

  return encodePlan(compiled.plan);
}
