import { describe, expect, it, test } from "vitest";

import isDueCases from "../../cases/celery/crontab_is_due_5.6.3.json" with { type: "json" };
import nextCases from "../../cases/celery/crontab_next_5.6.3.json" with { type: "json" };
import parseCases from "../../cases/celery/crontab_parse_5.6.3.json" with { type: "json" };
import intervalCases from "../../cases/celery/interval_5.6.3.json" with { type: "json" };
import moreCases from "../../cases/crontab-next.json" with { type: "json" };
import { repeatedHour } from "../../support/repeated-hour.ts";
import { type Answer, post } from "./client.ts";

function preview(body: object): Promise<Answer> {
  return post("/api/schedules/preview", {
    schedule: { every: 30 },
    after: "2026-01-29T14:30:15Z",
    count: 3,
    ...body,
  });
}

function utc(times: readonly string[]): string[] {
  return times.map((time) => new Date(time).toISOString());
}

async function nextOf(schedule: object, after: string, timezone = "UTC"): Promise<number> {
  const { body } = await preview({ schedule, timezone, after, count: 1 });

  return Date.parse(String((body["next"] as readonly unknown[])[0]));
}

test("every crontab is due when Celery says, in its zone, or is refused where Celery's fails", async () => {
  for (const { next, ...each } of nextCases.cases) {
    const { crontab, timezone, after } = each;
    const body = { schedule: { crontab }, timezone, after, count: next.length };
    const answer = await preview(body);

    // Hourly entries in the night in which clocks are put back differ on purpose: they run in both of the repeated hours.
    expect(answer, JSON.stringify(each)).toMatchObject(
      next[0]?.startsWith("RuntimeError")
        ? { status: 422, body: { errors: [{ path: "schedule.crontab.day_of_month" }] } }
        : { status: 200, body: { next: utc(repeatedHour(each) ?? next) } },
    );
  }
});

test("every crontab is due by now, and next, as Celery says", async () => {
  for (const each of isDueCases.cases) {
    const { crontab, timezone, last_run_at, now, is_due, next_seconds } = each;
    const instant = Date.parse(now);
    const deadline = each.beat_cron_starting_deadline ?? Number.POSITIVE_INFINITY;
    const last = Date.parse(last_run_at);
    // A preview knows no deadline: what was due earlier than that is not asked for.
    const from = new Date(Math.max(last, instant - deadline * 1000 - 1)).toISOString();
    const due = await nextOf({ crontab }, from, timezone);
    const next = due <= instant ? await nextOf({ crontab }, now, timezone) : due;

    expect([due <= instant, next - instant], JSON.stringify(each)).toEqual([
      is_due,
      next_seconds * 1000,
    ]);
  }
});

test("every interval is due by now, and next, as Celery says", async () => {
  for (const {
    run_every_seconds: every,
    relative,
    last_run_at,
    now,
    ...each
  } of intervalCases.cases) {
    const instant = Date.parse(now);
    const due = await nextOf({ every, relative }, last_run_at);

    expect(due <= instant, JSON.stringify({ every, now })).toBe(each.is_due);
    // Celery counts the next interval from when it noticed; here it keeps its beat.
    expect(each.is_due ? every : (due - instant) / 1000).toBe(each.next_seconds);
  }
});

/** How to see all values of a field: with the others like this, from then on, each value is due once before any is due again. */
const SEEN = {
  minute: { others: {}, after: "2025-12-31T23:59:59Z", of: (at: Date) => at.getUTCMinutes() },
  hour: {
    others: { minute: 0 },
    after: "2025-12-31T23:59:59Z",
    of: (at: Date) => at.getUTCHours(),
  },
  day_of_week: {
    others: { minute: 0, hour: 0 },
    after: "2026-01-31T23:59:59Z",
    of: (at: Date) => at.getUTCDay(),
  },
  day_of_month: {
    others: { minute: 0, hour: 0 },
    after: "2025-12-31T23:59:59Z",
    of: (at: Date) => at.getUTCDate(),
  },
  month_of_year: {
    others: { minute: 0, hour: 0, day_of_month: 1 },
    after: "2025-12-31T23:59:59Z",
    of: (at: Date) => at.getUTCMonth() + 1,
  },
};

test("every field of a crontab means what it means to Celery, or is refused by name", async () => {
  for (const { field, spec, ...expected } of parseCases.cases) {
    const { others, after, of } = SEEN[field as keyof typeof SEEN];
    const { expands_to: values = [] } = expected;
    const crontab = { ...others, [field]: spec };
    const { status, body } = await preview({
      schedule: { crontab },
      after,
      count: Math.max(1, values.length),
    });

    if ("error" in expected) {
      expect({ status, body }, JSON.stringify(spec)).toMatchObject({
        status: 422,
        body: { errors: [{ path: `schedule.crontab.${field}` }] },
      });
    } else {
      const next = (body["next"] as readonly string[]).map((at) => of(new Date(at)));

      expect(next, JSON.stringify({ [field]: spec })).toEqual(values);
    }
  }
});

test("every crontab written as fields is due when Celery says", async () => {
  for (const { crontab, last_run_at, next } of moreCases.cases) {
    const body = { schedule: { crontab }, after: last_run_at, count: 1 };

    expect((await preview(body)).body, JSON.stringify(crontab)).toEqual({ next: utc([next]) });
  }
});

describe("a preview", () => {
  it("tells the next runs of an interval, of an instant and of the sun", async () => {
    expect((await preview({})).body["next"]).toEqual(
      utc(["2026-01-29T14:30:45Z", "2026-01-29T14:31:15Z", "2026-01-29T14:31:45Z"]),
    );
    expect((await preview({ schedule: { at: "2026-02-01T09:00:00+01:00" } })).body["next"]).toEqual(
      utc(["2026-02-01T08:00:00Z"]),
    );
    expect(
      (await preview({ schedule: { solar: { event: "sunset", lat: 48.85, lon: 2.35 } } })).body[
        "next"
      ],
    ).toHaveLength(3);
  });

  it.each([
    ["schedule.crontab.day_of_month", { schedule: { crontab: "0 0 31 4 *" } }],
    ["schedule.crontab.hour", { schedule: { crontab: { hour: "24" } } }],
    ["schedule", { schedule: {} }],
    ["timezone", { timezone: "Mars/Olympus" }],
    ["after", { after: "tomorrow" }],
    ["count", { count: 0 }],
    ["count", { count: 1e9 }],
  ])("is refused for a bad %s: %j", async (path, body) => {
    expect(await preview(body)).toMatchObject({
      status: 422,
      body: { type: "/problems/invalid-request", errors: [{ path, message: expect.any(String) }] },
    });
  });
});
