import type { JsonValue } from "../../shared/canvas/json.ts";
import type { FinalState, Output, TaskError } from "./outcome.ts";

/** What a run shows when it is final. */
export interface RunResult {
  readonly state: FinalState;
  readonly result: JsonValue;
  readonly error: RunError | null;
}

interface RunError extends TaskError {
  /** The path of the task where the error began: the first in graph order that has it; null where a failed header has no body. */
  readonly origin: string | null;
}

/** A run's state, result and error are its output's. */
export function runResult(output: Output, records: readonly ErrorRecord[]): RunResult {
  // A list without members has nothing to show but the end that came before it.
  const ends = output.tasks.length === 0 && output.before !== null ? [output.before] : output.tasks;
  const state = worst(ends.map((end) => end.state));
  const error = ends.find((end) => end.state === state)?.error ?? null;
  return {
    state,
    result: resultIn(state, output),
    error: error === null ? null : { ...error, origin: originOf(error, records) },
  };
}

interface ErrorRecord {
  readonly path: string;
  readonly error: TaskError | null;
}

function originOf(error: TaskError, records: readonly ErrorRecord[]): string | null {
  return records.find((record) => record.error === error)?.path ?? null;
}

function worst(states: readonly FinalState[]): FinalState {
  const order: readonly FinalState[] = ["FAILURE", "REVOKED", "IGNORED"];
  return order.find((state) => states.includes(state)) ?? "SUCCESS";
}

function resultIn(state: FinalState, output: Output): JsonValue {
  const shown = output.tasks.map((task) => task.shown);
  if (output.kind === "list") {
    return state === "SUCCESS" || state === "IGNORED" ? shown : null;
  }
  return shown[0] ?? null;
}
