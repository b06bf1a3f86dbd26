import { describe, expect, it, vi } from "vitest";

import { BeatStore } from "../../durable/beat-store.ts";
import { Schedules } from "../../durable/schedules.ts";
import { type ScheduleDefinition, scheduleDefinition } from "../../shared/wire/schedules.ts";
import { NodeSql } from "../support/node-sql.ts";
import { BeatWorld } from "./beat-world.ts";

const START = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;

function definition(some: object = {}): ScheduleDefinition {
  return scheduleDefinition.parse({
    task: "add",
    args: [1, 2],
    schedule: { crontab: "0 * * * *" },
    ...some,
  });
}

/** Beat as it starts after a deploy of this code, on the same disk. */
function deployed(
  sql: NodeSql,
  code: Readonly<Record<string, ScheduleDefinition>>,
  now = START,
): Schedules {
  const schedules = new Schedules(new BeatStore(sql.reopened()), () => now);

  schedules.sync(new Map(Object.entries(code)));

  return schedules;
}

describe("entries of the code", () => {
  it("are there after the deploy, and gone after the one that leaves them out", () => {
    const sql = new NodeSql();

    expect(deployed(sql, { a: definition(), b: definition() }).all).toMatchObject([
      { name: "a", stored: { source: "code" }, progress: { nextDue: START + HOUR } },
      { name: "b", stored: { source: "code" } },
    ]);
    expect(deployed(sql, { b: definition() }).all).toMatchObject([{ name: "b" }]);
  });

  it("that did not change keep what is due, and write nothing", () => {
    const sql = new NodeSql();

    deployed(sql, { a: definition() });

    const again = sql.reopened();
    const schedules = new Schedules(new BeatStore(again), () => START + 2 * HOUR);

    const { rowsWritten } = again.usage;

    schedules.sync(new Map([["a", definition()]]));

    expect(schedules.find("a")?.progress.nextDue).toBe(START + HOUR);
    expect(again.usage.rowsWritten).toBe(rowsWritten);
  });

  it("that changed keep their count, and are due by the new schedule, not at once", () => {
    const sql = new NodeSql();
    const first = deployed(sql, { a: definition() });
    const [entry] = first.all;
    const firing = {
      due_at: null,
      at: new Date(START).toISOString(),
      outcome: "fired",
      run_id: "run",
      reason: null,
    } as const;

    if (entry !== undefined) {
      first.record(entry, firing, null);
    }

    const changed = deployed(sql, { a: definition({ schedule: { every: 60 } }) }, START + 5 * HOUR);

    expect(changed.all).toMatchObject([
      { progress: { totalRunCount: 1, nextDue: START + 5 * HOUR + 60_000 } },
    ]);
  });

  it("stay disabled when the API disabled them, until the code changes them", () => {
    const sql = new NodeSql();

    deployed(sql, { a: definition() }).enable("a", false);

    expect(deployed(sql, { a: definition() }).find("a")?.stored.enabled).toBe(false);
    expect(deployed(sql, { a: definition({ args: [3, 4] }) }).find("a")?.stored.enabled).toBe(true);
  });

  it("are changed and removed in the code alone", () => {
    const schedules = deployed(new NodeSql(), { a: definition() });

    expect(schedules.replace("a", definition({ args: [3, 4] }), "")).toEqual({ kind: "in-code" });
    expect(schedules.remove("a")).toBe("in-code");
    expect(schedules.create("a", definition())).toEqual({ kind: "exists" });
  });

  it("take over an entry of the API that has their name", () => {
    const sql = new NodeSql();

    deployed(sql, {}).create("a", definition());

    expect(deployed(sql, { a: definition() }).all).toMatchObject([{ stored: { source: "code" } }]);
  });
});

describe("entries of the API", () => {
  it("are still there after a restart, with all that became of them", async () => {
    const world = new BeatWorld(START);

    world.add("a", { schedule: { every: 60 }, jitter: 5 });
    await world.runUntil(START + HOUR);

    const before = world.schedules.all;

    world.restart();

    expect(world.schedules.all).toEqual(before);
  });

  it("are not changed by somebody who looked at them before another changed them", () => {
    const schedules = deployed(new NodeSql(), {});
    const created = schedules.create("a", definition());
    const readAt = created.kind === "done" ? created.entry.updated_at : "";

    expect(schedules.replace("a", definition({ args: [3, 4] }), readAt)).toMatchObject({
      kind: "done",
    });
    expect(schedules.replace("a", definition({ args: [5, 6] }), readAt)).toEqual({
      kind: "changed",
    });
    // The first one once more: its answer was lost.
    expect(schedules.replace("a", definition({ args: [3, 4] }), readAt)).toMatchObject({
      kind: "done",
    });
  });

  it("keep what is due when only what they fire was changed", () => {
    const sql = new NodeSql();
    const created = deployed(sql, {}).create("a", definition({ schedule: { every: 3600 } }));
    const readAt = created.kind === "done" ? created.entry.updated_at : "";
    const later = deployed(sql, {}, START + HOUR / 2);
    const changed = definition({ schedule: { every: 3600 }, args: [3, 4] });

    expect(later.replace("a", changed, readAt)).toMatchObject({
      entry: { next_run_at: new Date(START + HOUR).toISOString() },
    });
  });

  it("are bounded in number and in what they hold together", () => {
    const schedules = deployed(new NodeSql(), {});
    const large = definition({ args: ["x".repeat(1_800_000)] });

    for (let index = 0; index < 9; index += 1) {
      expect(schedules.create(`large ${index}`, large)).toMatchObject({ kind: "done" });
    }

    expect(schedules.create("large 9", large)).toEqual({ kind: "full" });

    for (let index = 0; index < 991; index += 1) {
      schedules.create(`small ${index}`, definition());
    }

    expect(schedules.create("one more", definition())).toEqual({ kind: "full" });
  });
});

it("one entry that cannot be read does not keep the others from being fired", () => {
  const sql = new NodeSql();
  const told = vi.spyOn(console, "error").mockReturnValue();

  deployed(sql, { a: definition(), b: definition() });
  sql.all("insert or replace into entry (name, body) values ('b', '{}')");

  const { all } = new Schedules(new BeatStore(sql.reopened()), () => START);

  expect(all).toMatchObject([{ name: "a" }]);
  expect(told).toHaveBeenCalledOnce();
  told.mockRestore();
});

it("a firing writes one row", async () => {
  const world = new BeatWorld(START);

  world.add("a", { schedule: { every: 60 } });
  await world.runUntil(START + 60_000);

  const { rowsWritten } = world;

  await world.runUntil(START + 10 * 60_000);

  expect(world.rowsWritten - rowsWritten).toBe(9);
});
