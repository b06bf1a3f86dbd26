import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";

import { chain } from "../../../shared/canvas/builders.ts";
import { beatSchedule } from "../../../worker/beat-schedule.ts";
import { codeEntries } from "../../../worker/beat/code-entries.ts";
import { compileScheduled } from "../../../worker/beat/scheduled-call.ts";
import { add, mul } from "../../../worker/tasks/arithmetic.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("an entry of the code", () => {
  it("is read like one of the API, its task or canvas written with the builders", () => {
    const entries = codeEntries({
      "one task": {
        canvas: add.s(16, 16),
        schedule: { crontab: "30 7 * * mon-fri" },
        timezone: "Europe/Paris",
      },
      "a chain": {
        canvas: chain(add.s(1, 2), mul.s(3)),
        schedule: { every: 30 },
        endsAt: "2030-01-01T00:00:00Z",
      },
    });

    expect(entries.get("one task")).toMatchObject({
      canvas: { task: "add", args: [16, 16] },
      schedule: { crontab: { minute: "30", hour: "7", day_of_week: "mon-fri" } },
      timezone: "Europe/Paris",
      overlap: "skip",
      ends_at: null,
    });
    expect(entries.get("a chain")).toMatchObject({
      canvas: { task: "celery.chain" },
      ends_at: "2030-01-01T00:00:00Z",
    });

    for (const entry of entries.values()) {
      expect(compileScheduled(env, entry)).toMatchObject({ ok: true });
    }
  });

  it("that is wrong is told to the operator, and the others are there", () => {
    const told = vi.spyOn(console, "warn").mockReturnValue();
    const entries = codeEntries({
      wrong: { canvas: add.s(1, 2), schedule: { crontab: "0 0 31 4 *" } },
      right: { canvas: add.s(1, 2), schedule: { every: 30 } },
    });

    expect([...entries.keys()]).toEqual(["right"]);
    expect(told).toHaveBeenCalledWith(expect.stringContaining("April never has day 31"));
  });
});

it("every entry of this deployment can be submitted", () => {
  const entries = codeEntries(beatSchedule);

  expect([...entries.keys()]).toEqual(Object.keys(beatSchedule));

  for (const entry of entries.values()) {
    expect(compileScheduled(env, entry)).toMatchObject({ ok: true });
  }
});
