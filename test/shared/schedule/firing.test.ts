import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  type FiringRules,
  decideFiring,
  firstDue,
  startsAt,
} from "../../../shared/schedule/firing.ts";
import { crontab, scheduleOf } from "./schedules.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Midnight: every minute, hour and day is due then. */
const DUE = Date.UTC(2026, 0, 5);

function rules(changes: Partial<FiringRules> = {}): FiringRules {
  return {
    schedule: crontab("0 * * * *"),
    timezone: "UTC",
    overlap: "skip",
    deadlineMs: Number.POSITIVE_INFINITY,
    jitterMs: 0,
    endsAt: Number.POSITIVE_INFINITY,
    seed: "test",
    ...changes,
  };
}

const IDLE = { previousIsRunning: false };
const BUSY = { previousIsRunning: true };

describe("a due time", () => {
  it("fires, and the next one follows", () => {
    expect(decideFiring(rules(), DUE, { now: DUE + 5, ...IDLE })).toEqual({
      kind: "fire",
      due: DUE,
      next: DUE + HOUR,
    });
  });

  it("that nobody saw fires once for all that were missed", () => {
    expect(decideFiring(rules(), DUE, { now: DUE + 10 * HOUR + 5, ...IDLE })).toEqual({
      kind: "fire",
      due: DUE,
      next: DUE + 11 * HOUR,
    });
  });

  it("of an interval keeps the beat, however late it fires", () => {
    const schedule = scheduleOf({ every: 7 });

    expect(
      decideFiring(rules({ schedule }), DUE, { now: DUE + 30 * SECOND, ...IDLE }),
    ).toMatchObject({ next: DUE + 35 * SECOND });
  });

  it("after which nothing is due fires, and is the last", () => {
    expect(
      decideFiring(rules({ endsAt: DUE + HOUR - 1 }), DUE, { now: DUE, ...IDLE }),
    ).toMatchObject({ kind: "fire", next: null });
    expect(
      decideFiring(rules({ schedule: scheduleOf({ at: "2026-01-05T00:00:00Z" }) }), DUE, {
        now: DUE,
        ...IDLE,
      }),
    ).toMatchObject({ kind: "fire", next: null });
  });

  it("behind the end is none", () => {
    expect(firstDue(rules({ endsAt: DUE + HOUR }), DUE)).toBe(DUE + HOUR);
    expect(firstDue(rules({ endsAt: DUE + HOUR - 1 }), DUE)).toBeNull();
  });
});

describe("a starting deadline", () => {
  const withDeadline = rules({ deadlineMs: 10 * MINUTE });

  it("lets a run start that is late by no more than that", () => {
    expect(decideFiring(withDeadline, DUE, { now: DUE + 10 * MINUTE, ...IDLE })).toMatchObject({
      kind: "fire",
      due: DUE,
    });
  });

  it("lets pass what is later", () => {
    expect(decideFiring(withDeadline, DUE, { now: DUE + 10 * MINUTE + 1, ...IDLE })).toEqual({
      kind: "skip",
      due: DUE,
      why: "late",
      next: DUE + HOUR,
    });
  });

  it("lets the first that is not too late stand for all that were missed", () => {
    expect(decideFiring(withDeadline, DUE, { now: DUE + 5 * HOUR + MINUTE, ...IDLE })).toEqual({
      kind: "fire",
      due: DUE + 5 * HOUR,
      next: DUE + 6 * HOUR,
    });
  });
});

describe("while the previous run is not over, a due time", () => {
  const moment = { now: DUE + 5, ...BUSY };

  it("is skipped", () => {
    expect(decideFiring(rules(), DUE, moment)).toEqual({
      kind: "skip",
      due: DUE,
      why: "overlap",
      next: DUE + HOUR,
    });
  });

  it("waits, if it is to be queued, and not for longer than its deadline", () => {
    const queued = rules({ overlap: "queue", deadlineMs: 10 * MINUTE });

    expect(decideFiring(queued, DUE, moment)).toEqual({ kind: "wait" });
    expect(decideFiring(queued, DUE, { now: DUE + 11 * MINUTE, ...BUSY })).toMatchObject({
      kind: "skip",
      why: "late",
    });
  });

  it("fires all the same, if that is allowed", () => {
    expect(decideFiring(rules({ overlap: "allow" }), DUE, moment)).toMatchObject({ kind: "fire" });
  });
});

describe("jitter", () => {
  const jittered = rules({ jitterMs: 90 * SECOND, schedule: crontab("* * * * *") });

  it("is always the same for the same run, less than it may be, and different for different runs", () => {
    const delays = Array.from(
      { length: 200 },
      (_, index) => startsAt(jittered, DUE + index * MINUTE) - DUE - index * MINUTE,
    );

    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(90 * SECOND);
    expect(new Set(delays).size).toBeGreaterThan(190);
    // Spread evenly, not in a corner.
    expect(delays.filter((delay) => delay < 45 * SECOND).length).toBeGreaterThan(70);
    expect(delays.filter((delay) => delay < 45 * SECOND).length).toBeLessThan(130);
    expect(startsAt({ ...jittered, seed: "another" }, DUE)).not.toBe(startsAt(jittered, DUE));
  });
});

it("what is next always starts later than now, and never before its time", () => {
  fc.assert(
    fc.property(
      fc.record({
        schedule: fc.constantFrom(
          crontab("* * * * *"),
          crontab("*/7 3-5 * * *"),
          scheduleOf({ every: 0.7 }),
          scheduleOf({ every: 90, relative: true }),
          scheduleOf({ at: "2026-01-05T00:00:00Z" }),
        ),
        deadlineMs: fc.constantFrom(Number.POSITIVE_INFINITY, 0, 30 * SECOND, HOUR),
        jitterMs: fc.constantFrom(0, 500, 100 * SECOND),
        seed: fc.string(),
        lateMs: fc.integer({ min: 0, max: 3 * HOUR }),
      }),
      ({ lateMs, ...some }) => {
        const entry = rules(some);
        const now = startsAt(entry, DUE) + lateMs;
        const decision = decideFiring(entry, DUE, { now, ...IDLE });

        if (decision.kind === "wait") {
          throw new Error("Nothing runs that could be waited for.");
        }

        expect(decision.due).toBeGreaterThanOrEqual(DUE);

        if (decision.kind === "fire") {
          expect(startsAt(entry, decision.due)).toBeLessThanOrEqual(now);
          expect(startsAt(entry, decision.due)).toBeGreaterThanOrEqual(now - some.deadlineMs);
        }

        if (decision.next !== null) {
          expect(startsAt(entry, decision.next)).toBeGreaterThan(now);
        }
      },
    ),
  );
});
