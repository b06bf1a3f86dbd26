import { describe, expect, it, test } from "vitest";

import cases from "../../cases/celery/crontab_next_5.6.3.json" with { type: "json" };
import moreCases from "../../cases/crontab-next.json" with { type: "json" };
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

// Hourly entries in the week in which clocks are put back differ from Celery's on purpose; the pure tests tell each.
const asCelery = cases.cases.filter(
  ({ crontab, after, next }) =>
    !next[0]?.startsWith("RuntimeError") && !(crontab === "0 * * * *" && /-10-/.test(after)),
);

test("every crontab is due when Celery says, in its zone", async () => {
  for (const { crontab, timezone, after, next } of asCelery) {
    const body = { schedule: { crontab }, timezone, after, count: next.length };

    expect(await preview(body), crontab).toMatchObject({ status: 200, body: { next: utc(next) } });
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
