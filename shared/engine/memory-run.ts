/** A run kept in memory: the engine with nothing around it. Serves eager tests, the property tests and the browser's dry run. */
import type { JsonText } from "../canvas/json.ts";
import { applyDelta } from "./apply.ts";
import { callOf } from "./call.ts";
import { type RestartFrom, type RestartRefusal, decideRestart } from "./decide-restart.ts";
import { type Report, decideReports, decideRevoke } from "./decide.ts";
import type { Fact } from "./delta.ts";
import type { Plan } from "./plan.ts";
import { type RunState, newRun } from "./run.ts";
import { readInline } from "./values.ts";

export interface MemoryRun {
  readonly run: RunState;
  /** Nodes that became ready and were not taken yet, oldest first. */
  readonly ready: number[];
}

export function startMemoryRun(id: string, plan: Plan, now: number): MemoryRun {
  const memory: MemoryRun = { run: newRun(id, null, plan, now), ready: [] };

  record(memory, [{ kind: "started" }], now);

  return memory;
}

export function memoryCall({ run }: MemoryRun, node: number): JsonText {
  return callOf(run, node, readInline);
}

/** As they are reported; what a task puts in its place becomes part of the run. */
export function report(memory: MemoryRun, reports: readonly Report[], now: number): void {
  record(memory, decideReports(memory.run, reports, now), now);
}

export function revoke(memory: MemoryRun, node: number | null, now: number): void {
  record(memory, decideRevoke(memory.run, node), now);
}

/** Answers why not, where it cannot be run again. */
export function restart(
  memory: MemoryRun,
  from: RestartFrom | null,
  now: number,
): RestartRefusal | null {
  const decided = decideRestart(memory.run, from);

  if (typeof decided === "string") {
    return decided;
  }

  record(memory, [decided], now);

  return null;
}

function record({ run, ready }: MemoryRun, facts: readonly Fact[], now: number): void {
  const consequences = applyDelta(run, { run: run.id, at: now, facts });

  consequences.ready.forEach((node) => ready.push(node));
}
