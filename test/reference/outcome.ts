import type { JsonValue } from "../../shared/canvas/json.ts";

/** Every state a task of a finished run can have. */
export type FinalState = "SUCCESS" | "FAILURE" | "REVOKED" | "IGNORED";

export interface TaskError {
  readonly type: string;
  readonly message: string;
}

/** What one task execution came to. */
export interface Outcome {
  readonly path: string;
  readonly state: FinalState;
  /** What consumers get; null unless SUCCESS. */
  readonly value: JsonValue;
  /** What is shown afterwards: the value, or null under `ignore_result`. */
  readonly shown: JsonValue;
  /** One object for all the tasks it spread to, so that identity tells who shares it. */
  readonly error: TaskError | null;
  /** The task that ended by itself and from which this end spread; itself if it did. */
  readonly began: string;
}

/** An end other than SUCCESS, on its way to what depends on it. */
export interface Ended {
  readonly state: Exclude<FinalState, "SUCCESS">;
  readonly error: TaskError | null;
  /** Undefined while no task has it yet: a failed header just before it reaches the body. */
  readonly began: string | undefined;
}

/** What a canvas yields: one task, or the flat list that a group in last place makes. */
export interface Output {
  readonly kind: "one" | "list";
  readonly tasks: readonly Outcome[];
  /** Of a list: the first that failed ended the others. */
  readonly failFast: boolean;
  /** Of a list: the end that came in before its group, which then passes on as it is instead of a ChordError. */
  readonly before: Ended | null;
  /** For each call of an errback hung on this canvas: the path of the failed task it gets, or null if it is not called. */
  readonly errbackCalls: readonly (string | null)[];
}
