/** `POST /api/schedules/preview`: when a schedule would run. */
import { z } from "zod";

import {
  instant,
  readSchedule,
  scheduleJson,
  timezone,
} from "../../shared/schedule/schedule-json.ts";
import { nextRun } from "../../shared/schedule/schedule.ts";
import { fields } from "../../shared/wire/fields.ts";

const MAX_PREVIEW = 1000;

export const previewBody = fields({
  schedule: scheduleJson,
  timezone: timezone.default("UTC"),
  /** Runs later than this. */
  after: instant,
  count: z
    .int("expected a whole number")
    .min(1, `expected 1 to ${MAX_PREVIEW}`)
    .max(MAX_PREVIEW, `expected 1 to ${MAX_PREVIEW}`),
});

/** Fewer than asked for when it ends before. */
export function preview(body: z.infer<typeof previewBody>): readonly string[] {
  const schedule = readSchedule(body.schedule);
  const next: string[] = [];
  let due = nextRun(schedule, Date.parse(body.after), body.timezone);

  while (due !== undefined && next.length < body.count) {
    next.push(new Date(due).toISOString());
    due = nextRun(schedule, due, body.timezone);
  }

  return next;
}
