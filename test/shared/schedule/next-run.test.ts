import { describe, expect, it, test } from "vitest";

import { decideFiring } from "../../../shared/schedule/firing.ts";
import { nextRun, nextRunInStep } from "../../../shared/schedule/schedule.ts";
import isDueCases from "../../cases/celery/crontab_is_due_5.6.3.json" with { type: "json" };
import nextCases from "../../cases/celery/crontab_next_5.6.3.json" with { type: "json" };
import intervalCases from "../../cases/celery/interval_5.6.3.json" with { type: "json" };
import moreCases from "../../cases/crontab-next.json" with { type: "json" };
import { repeatedHour } from "../../support/repeated-hour.ts";
import { crontab, nextRuns, problemsOf, scheduleOf } from "./schedules.ts";

test.each(nextCases.cases)(
  "$crontab in $timezone after $after is due when Celery says",
  ({ crontab: text, timezone, after, next }) => {
    if (next[0]?.startsWith("RuntimeError")) {
      expect(problemsOf({ crontab: text })).toHaveLength(1);
    } else {
      expect(nextRuns(crontab(text), { after, count: next.length, timezone })).toEqual(
        repeatedHour({ crontab: text, timezone, after }) ?? next,
      );
    }
  },
);

test.each(moreCases.cases)(
  "$crontab after $last_run_at is next due at $next",
  ({ crontab: fields, last_run_at, next }) => {
    expect(nextRuns(scheduleOf({ crontab: fields }), { after: last_run_at, count: 1 })).toEqual([
      next,
    ]);
  },
);

test.each(isDueCases.cases)(
  "$crontab, last run at $last_run_at, is due at $now as Celery says (deadline: $beat_cron_starting_deadline)",
  ({ crontab: text, timezone, last_run_at, now, is_due, next_seconds, ...deadline }) => {
    const schedule = crontab(text);
    const instant = Date.parse(now);
    const due = nextRun(schedule, Date.parse(last_run_at), timezone) ?? Number.NaN;
    const { beat_cron_starting_deadline: seconds } = deadline;
    const rules = {
      schedule,
      timezone,
      endsAt: Number.POSITIVE_INFINITY,
      overlap: "allow",
      deadlineMs: (seconds ?? Number.POSITIVE_INFINITY) * 1000,
      jitterMs: 0,
      seed: "",
    } as const;
    const fate =
      due > instant
        ? { kind: "early", next: due }
        : decideFiring(rules, due, { now: instant, previousIsRunning: false });

    expect(fate).toMatchObject({ next: instant + next_seconds * 1000 });
    expect(fate.kind === "fire").toBe(is_due);
  },
);

test.each(intervalCases.cases)(
  "every $run_every_seconds s (relative: $relative), last run at $last_run_at, is due at $now as Celery says",
  ({ run_every_seconds, relative, last_run_at, now, is_due, next_seconds }) => {
    const schedule = scheduleOf({ every: run_every_seconds, relative });
    const instant = Date.parse(now);
    const due = nextRun(schedule, Date.parse(last_run_at), "UTC") ?? Number.NaN;

    expect(due <= instant).toBe(is_due);
    // Celery counts the next interval from when it noticed; the due time itself is what counts here.
    expect(is_due ? run_every_seconds : (due - instant) / 1000).toBe(next_seconds);
  },
);

describe("an interval", () => {
  it("keeps its beat when a run is late", () => {
    const schedule = scheduleOf({ every: 30 });

    expect(nextRunInStep(schedule, { due: 0, instant: 4000, timezone: "UTC" })).toBe(30_000);
    expect(nextRunInStep(schedule, { due: 0, instant: 95_000, timezone: "UTC" })).toBe(120_000);
    expect(nextRunInStep(schedule, { due: 0, instant: 90_000, timezone: "UTC" })).toBe(120_000);
  });

  it("is due at whole days of its zone when it is relative", () => {
    const schedule = scheduleOf({ every: 86_400, relative: true });

    expect(
      nextRuns(schedule, {
        after: "2026-10-24T10:00:00+02:00",
        count: 3,
        timezone: "Europe/Paris",
      }),
    ).toEqual([
      "2026-10-25T00:00:00+02:00",
      "2026-10-26T00:00:00+01:00",
      "2026-10-27T00:00:00+01:00",
    ]);
  });

  it.each([
    [0, "every: expected at least 0.1 seconds"],
    [-1, "every: expected at least 0.1 seconds"],
    [1e12, "every: expected at most 3155760000 seconds"],
    ["30", "every: expected seconds"],
  ])("of %j is refused", (every, message) => {
    expect(problemsOf({ every })).toEqual([message]);
  });
});

describe("a schedule that happens once", () => {
  const schedule = scheduleOf({ at: "2026-03-01T12:00:00+01:00" });

  it("is due at its instant and never again", () => {
    expect(nextRuns(schedule, { after: "2026-01-01T00:00:00Z", count: 5 })).toEqual([
      "2026-03-01T11:00:00+00:00",
    ]);
  });

  it("needs a zone, since nine o'clock is another instant everywhere", () => {
    expect(problemsOf({ at: "2026-03-01T12:00:00" })).toEqual([
      "at: expected an ISO 8601 time with its zone, such as 2026-11-21T12:00:00Z",
    ]);
  });
});

it.each([
  [{}, ": expected one of crontab, every, at, solar, and only one"],
  [
    { every: 5, at: "2026-03-01T12:00:00Z" },
    ": expected one of crontab, every, at, solar, and only one",
  ],
  [{ evry: 5 }, ": expected one of crontab, every, at, solar; got evry"],
  [5, ': expected a schedule, such as {"every": 30} or {"crontab": {"hour": 4, "minute": 0}}'],
])("%j is no schedule", (json, message) => {
  expect(problemsOf(json)).toContain(message);
});

it("ends with the year 9999", () => {
  expect(nextRuns(crontab("0 0 1 1 *"), { after: "9998-06-01T00:00:00Z", count: 5 })).toEqual([
    "9999-01-01T00:00:00+00:00",
  ]);
});
