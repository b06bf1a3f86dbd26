/** Runs that a test moves by hand: it says what becomes of each task. */
import type { JsonValue } from "../../shared/canvas/json.ts";
import type { RecordedOutcome } from "../../shared/engine/decide.ts";
import { type MemoryRun, report, startMemoryRun } from "../../shared/engine/memory-run.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { type StoredValue, nodeAt } from "../../shared/engine/run.ts";
import { readInline } from "../../shared/engine/values.ts";
import type { Viewer } from "../../shared/engine/views.ts";
import { RUN_ID, isPlan, planOf } from "./model-run.ts";

/** When hand-made runs begin; each report comes a second later. */
export const START = 1000;

export function planFrom(canvas: unknown): Plan {
  const plan = planOf(canvas);

  if (!isPlan(plan)) {
    throw new TypeError(`The canvas was refused: ${plan.join("; ")}`);
  }

  return plan;
}

export function start(canvas: unknown): MemoryRun {
  return startMemoryRun(RUN_ID, planFrom(canvas), START);
}

export function succeed(memory: MemoryRun, node: number, value: JsonValue = node): void {
  store(memory, node, JSON.stringify(value));
}

/** Succeeds with a value that may lie elsewhere. */
export function store(memory: MemoryRun, node: number, value: StoredValue): void {
  end(memory, node, { kind: "success", value });
}

export function fail(memory: MemoryRun, node: number, message = "boom"): void {
  end(memory, node, { kind: "failure", error: { type: "ValueError", message, traceback: null } });
}

export function ignore(memory: MemoryRun, node: number): void {
  end(memory, node, { kind: "ignored" });
}

export function viewerOf({ run }: MemoryRun, ...running: readonly number[]): Viewer {
  return {
    run,
    read: readInline,
    running: new Map(running.map((node) => [node, { startedAt: START }])),
  };
}

function end(memory: MemoryRun, node: number, outcome: RecordedOutcome): void {
  const { attempt } = nodeAt(memory.run, node);

  report(memory, [{ node, attempt, startedAt: START, outcome }], START + 1000);
}
