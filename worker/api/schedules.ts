/** `/api/schedules`: what a schedule would do. */
import { Hono } from "hono";
import { z } from "zod";

import {
  instant,
  readSchedule,
  scheduleJson,
  timezone,
} from "../../shared/schedule/schedule-json.ts";
import { nextRun } from "../../shared/schedule/schedule.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";

const MAX_PREVIEW = 1000;

const previewBody = z.object({
  schedule: scheduleJson,
  timezone: timezone.default("UTC"),
  /** Runs later than this. */
  after: instant,
  count: z
    .int("expected a whole number")
    .min(1, `expected 1 to ${MAX_PREVIEW}`)
    .max(MAX_PREVIEW, `expected 1 to ${MAX_PREVIEW}`),
});

export const schedules = new Hono<ApiEnv>();

schedules.post("/preview", async (c) => {
  const body = await readBody(c.req.raw, previewBody);
  const schedule = readSchedule(body.schedule);
  const next: string[] = [];

  for (let at = Date.parse(body.after); next.length < body.count;) {
    const due = nextRun(schedule, at, body.timezone);

    if (due === undefined) {
      break;
    }

    next.push(new Date(due).toISOString());
    at = due;
  }

  return c.json({ next });
});
