import type { ScheduleDefinition } from "../shared/wire/schedules.ts";

/** A firing of a schedule entry: the run that it becomes. */
export interface FiringRequest {
  /** The id of the run: submitted twice, it runs once. */
  readonly runId: string;
  /** Of the entry; the run is called so too. */
  readonly name: string;
  readonly definition: ScheduleDefinition;
}

/** What beat asks of the Worker around it, which has the tasks and knows the shards. */
export interface BeatPorts {
  /** What `worker/beat-schedule.ts` defines, by name. */
  readonly codeEntries: ReadonlyMap<string, ScheduleDefinition>;
  /** Answers null, or why it can no longer be submitted. Rejects when the shard cannot be reached. */
  readonly submit: (request: FiringRequest) => Promise<string | null>;
  /** Rejects when the shard cannot be reached. */
  readonly stateOf: (runId: string) => Promise<"unknown" | "running" | "final">;
}
