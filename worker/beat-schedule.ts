/**
 * What this deployment runs on a schedule, as Celery's `beat_schedule`: an entry per name. For example, with `add` imported from its file:
 *
 *     "add-at-half-past-seven": {
 *       canvas: add.s(16, 16),
 *       schedule: { crontab: "30 7 * * mon-fri" },
 *       timezone: "Europe/Paris",
 *     },
 *
 * An entry that leaves this list is removed; one that is changed keeps its count. More may be added while it runs, at `/api/schedules`.
 */
import type { BeatSchedule } from "./beat/code-entries.ts";

export const beatSchedule: BeatSchedule = {};
