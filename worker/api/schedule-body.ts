/** What `POST` and `PATCH /api/schedules` take, checked to the end: the time comes, and what it fires can be submitted. */
import { z } from "zod";

import { MAX_VALUE_BYTES } from "../../shared/engine/limits.ts";
import { firstDue } from "../../shared/schedule/firing.ts";
import { readSchedule } from "../../shared/schedule/schedule-json.ts";
import {
  type ScheduleDefinition,
  type ScheduleView,
  scheduleDefinition,
  scheduleName,
} from "../../shared/wire/schedules.ts";
import { compileScheduled } from "../beat/scheduled-call.ts";
import type { WorkerEnv } from "../env.ts";
import { ApiProblem, canvasProblem } from "./problem.ts";
import { schemaProblem } from "./schema-problem.ts";
import { pathInBody } from "./submit-body.ts";

/** The name apart: the rest is one schema, of what is posted, changed and stored. */
export const newScheduleBody = z.looseObject({ name: scheduleName });

/** Fields to set; null sets one back to what it is when nothing is said. */
export const changeBody = z.looseObject({});

const CALL = ["task", "args", "kwargs", "canvas", "graph", "options"] as const;
const FIELDS = Object.keys(scheduleDefinition.shape);

export function readDefinition(fields: object): ScheduleDefinition {
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  const parsed = scheduleDefinition.safeParse(Object.fromEntries(given));

  if (!parsed.success) {
    throw schemaProblem(parsed.error, "body");
  }

  if (new TextEncoder().encode(JSON.stringify(parsed.data)).byteLength > MAX_VALUE_BYTES) {
    throw new ApiProblem(
      "too-large",
      `A schedule may have ${MAX_VALUE_BYTES} bytes. Store large data elsewhere and pass references.`,
    );
  }

  return parsed.data;
}

/** Another task, canvas or graph comes with its own arguments and options, if any. */
export function changedDefinition(entry: ScheduleView, change: object): ScheduleDefinition {
  const current = Object.entries(entry).filter(([field]) => FIELDS.includes(field));
  const isOtherCall = ["task", "canvas", "graph"].some((field) => Object.hasOwn(change, field));
  const kept = current.filter(([field]) => !isOtherCall || !CALL.some((each) => each === field));

  return readDefinition({ ...Object.fromEntries(kept), ...change });
}

export function requireSubmittable(env: WorkerEnv, definition: ScheduleDefinition): void {
  const compiled = compileScheduled(env, definition);

  if (!compiled.ok) {
    const inCall = definition.task !== undefined;

    throw canvasProblem(
      compiled.problems.map(({ kind, path, message }) => ({
        kind,
        path: inCall ? pathInBody(path) : path,
        message,
      })),
    );
  }
}

/** What would never run is a mistake: an instant of the past, a sunset at the pole. */
export function requireFuture({ schedule, timezone, ends_at }: ScheduleDefinition): void {
  const due = firstDue(
    {
      schedule: readSchedule(schedule),
      timezone,
      endsAt: ends_at === null ? Number.POSITIVE_INFINITY : Date.parse(ends_at),
    },
    Date.now(),
  );

  if (due === null) {
    const message = `expected a time to come; this is never due from now on${ends_at === null ? "" : ` until ${ends_at}`}`;

    throw new ApiProblem("invalid-request", `schedule: ${message}`, [
      { path: "schedule", message },
    ]);
  }
}
