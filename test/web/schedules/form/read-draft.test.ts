import { describe, expect, it } from "vitest";

import type { ScheduleDefinition, ScheduleView } from "../../../../shared/wire/schedules.ts";
import {
  draftOf,
  draftOfDrawing,
  newDraft,
  typeCrontab,
} from "../../../../web/schedules/form/draft.ts";
import { changesOf, readDraft, readWhen } from "../../../../web/schedules/form/read-draft.ts";

const NEW = newDraft("add", "Europe/Paris");

describe("a draft of a schedule", () => {
  it("is sent as the API takes it, and what is empty as null", () => {
    expect(readDraft({ ...NEW, args: "[1, 2]", deadline: "60" })).toEqual({
      body: {
        task: "add",
        args: [1, 2],
        kwargs: {},
        schedule: {
          crontab: {
            minute: "0",
            hour: "6",
            day_of_month: "*",
            month_of_year: "*",
            day_of_week: "*",
          },
        },
        timezone: "Europe/Paris",
        overlap: "skip",
        deadline: 60,
        jitter: null,
        ends_at: null,
      },
      problems: [],
    });
  });

  it("names every text that cannot be read by the field it is in", () => {
    const wrong = { ...NEW, when: "solar", args: "{}", kwargs: "{", jitter: "soon" } as const;

    expect(readDraft(wrong).problems.map(({ path }) => path)).toEqual([
      "args",
      "kwargs",
      "schedule.solar.lat",
      "schedule.solar.lon",
      "jitter",
    ]);
  });

  it("counts an interval in seconds, whatever its unit", () => {
    const draft = { ...NEW, when: "every", every: "1.5", unit: "hours", relative: true } as const;

    expect(readWhen(draft).body["schedule"]).toEqual({ every: 5_400, relative: true });
  });
});

describe("a schedule that is edited", () => {
  const schedules: readonly ScheduleDefinition["schedule"][] = [
    { crontab: { minute: 30, hour: [6, 18], day_of_week: "mon-fri" } },
    { every: 90 },
    { every: 86_400, relative: true },
    { at: "2026-12-24T17:00:05.000Z" },
    { solar: { event: "sunset", lat: 48.85, lon: -2.35 } },
  ];

  it.each(schedules)("and left as it is, %j, changes nothing", (schedule) => {
    const draft = draftOf(entryWith({ schedule }));
    const { body, problems } = readDraft(draft);

    expect(problems).toEqual([]);
    expect(changesOf(body, readDraft(draft).body)).toEqual({});
  });

  it("says when it runs as before: its crontab, its interval, its instant, its place", () => {
    expect(schedules.map((schedule) => readWhen(draftOf(entryWith({ schedule }))).body["schedule"]))
      .toMatchInlineSnapshot(`
        [
          {
            "crontab": {
              "day_of_month": "*",
              "day_of_week": "mon-fri",
              "hour": "6,18",
              "minute": "30",
              "month_of_year": "*",
            },
          },
          {
            "every": 90,
          },
          {
            "every": 86400,
            "relative": true,
          },
          {
            "at": "2026-12-24T17:00:05.000Z",
          },
          {
            "solar": {
              "event": "sunset",
              "lat": 48.85,
              "lon": -2.35,
            },
          },
        ]
      `);
  });

  it("sends what was changed, and a call as a whole", () => {
    const before = draftOf(entryWith({ options: { queue: "low" }, deadline: 60 }));
    const after = { ...before, args: "[3, 4]", options: "{}", deadline: "" };

    expect(changesOf(readDraft(before).body, readDraft(after).body)).toEqual({
      task: "add",
      args: [3, 4],
      kwargs: {},
      deadline: null,
    });
  });
});

describe("what the editor hands over", () => {
  it("is a canvas, or a graph that is none", () => {
    expect(draftOfDrawing({ name: "sums", canvas: { task: "add" } })).toMatchObject({
      name: "sums",
      runs: "canvas",
      canvas: '{"task": "add"}',
    });
    expect(draftOfDrawing({ name: "", graph: { nodes: [], edges: [] } })).toMatchObject({
      runs: "graph",
      graph: '{"nodes": [], "edges": []}',
    });
  });

  it("is nothing when the form was opened otherwise", () => {
    expect(draftOfDrawing(null)).toEqual({});
  });
});

describe("a crontab that is typed", () => {
  it("is changed in one field", () => {
    expect(typeCrontab(NEW.crontab, "hour", "7")).toEqual({ ...NEW.crontab, hour: "7" });
  });

  it("is changed in all fields by a line of a crontab file", () => {
    expect(typeCrontab(NEW.crontab, "minute", " 30 7 1 * mon-fri ")).toEqual({
      minute: "30",
      hour: "7",
      day_of_month: "1",
      month_of_year: "*",
      day_of_week: "mon-fri",
    });
  });
});

function entryWith(part: Partial<ScheduleView>): ScheduleView {
  return {
    name: "nightly",
    source: "api",
    description: "",
    task: "add",
    args: [1, 2],
    schedule: { every: 60 },
    timezone: "UTC",
    enabled: true,
    overlap: "skip",
    deadline: null,
    jitter: 0,
    ends_at: null,
    created_at: "2026-11-21T12:00:00.000Z",
    updated_at: "2026-11-21T12:00:00.000Z",
    last_run_at: null,
    last_run_id: null,
    next_run_at: null,
    total_run_count: 0,
    history: [],
    ...part,
  };
}
