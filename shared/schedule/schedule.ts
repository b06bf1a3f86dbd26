/** When something is due again and again. */
import type { Crontab } from "./crontab.ts";
import { nextCrontab } from "./next-crontab.ts";
import { type Solar, nextSolar } from "./solar.ts";
import { spanAt } from "./time-zone.ts";

export type Schedule =
  | { readonly kind: "crontab"; readonly crontab: Crontab }
  /** `relative`: at whole days, hours or minutes, whichever is the largest that the interval holds, as Celery's. */
  | { readonly kind: "interval"; readonly everyMs: number; readonly relative: boolean }
  /** Once. */
  | { readonly kind: "at"; readonly at: number }
  | { readonly kind: "solar"; readonly solar: Solar };

/** The first due time later than `after` (for an interval: the due time that follows `after`); undefined when there is none. */
export function nextRun(schedule: Schedule, after: number, timezone: string): number | undefined {
  switch (schedule.kind) {
    case "crontab":
      return nextCrontab(schedule.crontab, after, timezone);
    case "interval":
      return schedule.relative
        ? nextWhole(schedule.everyMs, after, timezone)
        : after + schedule.everyMs;
    case "at":
      return schedule.at > after ? schedule.at : undefined;
    case "solar":
      return nextSolar(schedule.solar, after);
  }
}

/**
 * The first due time later than `instant`, of those that `due` is one of. An interval keeps its beat: whatever is late, it does not
 * drift; one that is relative counts from when it ran, as in Celery, and is at whole minutes anyway.
 */
export function nextRunInStep(
  schedule: Schedule,
  { due, instant, timezone }: { due: number; instant: number; timezone: string },
): number | undefined {
  const after = Math.max(due, instant);

  if (schedule.kind !== "interval" || schedule.relative) {
    return nextRun(schedule, after, timezone);
  }

  const { everyMs } = schedule;

  return due + (Math.floor((after - due) / everyMs) + 1) * everyMs;
}

const DAY_MS = 24 * 3600 * 1000;
const WHOLES_MS = [DAY_MS, 3600 * 1000, 60 * 1000];

function nextWhole(everyMs: number, after: number, timezone: string): number {
  const next = after + everyMs;
  const whole = WHOLES_MS.find((ms) => ms <= everyMs);

  if (whole === undefined) {
    return next;
  }

  // A day later is the same time of day, however long that day was.
  const changed = spanAt(after, timezone).offset - spanAt(next, timezone).offset;
  const later = whole === DAY_MS ? next + changed : next;
  const { offset, offsetBefore, startsAt } = spanAt(later, timezone);
  const wallTime = Math.floor((later + offset) / whole) * whole;
  const at = wallTime - offset < startsAt ? wallTime - offsetBefore : wallTime - offset;

  // Where clocks are changed, the whole hour may have been before.
  return at > after ? at : next;
}
