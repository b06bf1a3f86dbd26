/** A schedule entry as beat holds it: what was defined, and how far it has come. */
import { z } from "zod";

import { makeRunId, shardOfName } from "../shared/engine/ids.ts";
import { describeSchedule } from "../shared/schedule/describe-schedule.ts";
import { diceBytes } from "../shared/schedule/dice.ts";
import { type FiringRules, startsAt } from "../shared/schedule/firing.ts";
import { readSchedule } from "../shared/schedule/schedule-json.ts";
import {
  type ScheduleDefinition,
  type ScheduleView,
  firingView,
  scheduleDefinition,
} from "../shared/wire/schedules.ts";

const STORED_VERSION = 1;

/** Written when somebody defines or changes it. */
export const storedEntry = z.object({
  v: z.literal(STORED_VERSION),
  source: z.enum(["api", "code"]),
  /** Milliseconds since the epoch, as all times here. An entry that is deleted and made again is another one: its run ids are too. */
  createdAt: z.int(),
  /** Grows with each change; whoever changes it says which one was read. */
  updatedAt: z.int(),
  /** As it is now; entries from code may be disabled although the code enables them. */
  enabled: z.boolean(),
  definition: scheduleDefinition,
});
type StoredEntry = z.infer<typeof storedEntry>;

/** Written at each firing. */
export const storedProgress = z.object({
  v: z.literal(STORED_VERSION),
  /** What is due next, before jitter; null: nothing is. */
  nextDue: z.number().nullable(),
  lastRunAt: z.int().nullable(),
  lastRunId: z.string().nullable(),
  totalRunCount: z.int(),
  /** Newest first. */
  history: z.array(firingView).readonly(),
});
export type Progress = z.infer<typeof storedProgress>;

export interface ScheduleEntry {
  readonly name: string;
  readonly stored: StoredEntry;
  readonly progress: Progress;
  readonly rules: FiringRules;
  /** Of its definition, in characters. */
  readonly size: number;
}

/** With what follows from its rows. */
export function entryOf(name: string, stored: StoredEntry, progress: Progress): ScheduleEntry {
  const size = JSON.stringify(stored.definition).length;

  return { name, stored, progress, rules: rulesOf(name, stored), size };
}

export function newStored(
  source: StoredEntry["source"],
  definition: ScheduleDefinition,
  now: number,
): StoredEntry {
  const { enabled } = definition;

  return { v: STORED_VERSION, source, createdAt: now, updatedAt: now, enabled, definition };
}

export function newProgress(nextDue: number | null): Progress {
  return {
    v: STORED_VERSION,
    nextDue,
    lastRunAt: null,
    lastRunId: null,
    totalRunCount: 0,
    history: [],
  };
}

function rulesOf(name: string, { createdAt, definition }: StoredEntry): FiringRules {
  const { schedule, timezone, overlap, deadline, jitter, ends_at } = definition;

  return {
    schedule: readSchedule(schedule),
    timezone,
    overlap,
    deadlineMs: deadline === null ? Number.POSITIVE_INFINITY : deadline * 1000,
    jitterMs: jitter * 1000,
    endsAt: ends_at === null ? Number.POSITIVE_INFINITY : Date.parse(ends_at),
    seed: `${name}/${createdAt}`,
  };
}

/** Always the same for the same due time of the same entry: whatever fires it twice submits one run. */
export function firingId({ name, rules }: ScheduleEntry, due: number): string {
  return makeRunId(due, shardOfName(name), diceBytes(`${rules.seed}/run/${due}`));
}

export function viewOfEntry({ name, stored, rules, progress }: ScheduleEntry): ScheduleView {
  const { nextDue, lastRunAt, lastRunId, totalRunCount, history } = progress;

  return {
    name,
    source: stored.source,
    ...stored.definition,
    enabled: stored.enabled,
    description: describeSchedule(rules.schedule),
    created_at: isoTime(stored.createdAt),
    updated_at: isoTime(stored.updatedAt),
    last_run_at: lastRunAt === null ? null : isoTime(lastRunAt),
    last_run_id: lastRunId,
    next_run_at: nextDue === null ? null : isoTime(startsAt(rules, nextDue)),
    total_run_count: totalRunCount,
    history,
  };
}

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
