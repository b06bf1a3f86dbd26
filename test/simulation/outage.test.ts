/** How long a result backend may be out of reach before a queue gives its tasks up. */
import { describe, expect, it } from "vitest";

import { redeliverySeconds } from "../../worker/consumer/backoff.ts";
import { group, s } from "../reference/signatures.ts";
import { wrongsOf } from "./checks/checks.ts";
import { findRun } from "./checks/on-disk.ts";
import { play } from "./simulate.ts";
import { PLAIN, simulatedRun } from "./simulated-run.ts";
import { ScriptedDice } from "./world/dice.ts";
import { CONSUMED_QUEUES } from "./world/queue-settings.ts";
import { STARTS_AT, type World } from "./world/world.ts";

const MINUTE = 60_000;

describe("a result backend that cannot be reached", () => {
  it.each(CONSUMED_QUEUES)(
    "for three quarters of an hour is waited for by each message in $name, however the dice fall",
    ({ maxRetries }) => {
      const leastSeconds = Array.from({ length: maxRetries }, (_, index) =>
        redeliverySeconds(index + 1, 0),
      ).reduce((sum, seconds) => sum + seconds, 0);

      expect(leastSeconds).toBeGreaterThan(45 * 60);
    },
  );

  it("for nine minutes costs its tasks nothing but that time", async () => {
    const taken: { by?: World } = {};
    const dice = new ScriptedDice(
      (fault) =>
        fault === "object out of reach" &&
        taken.by !== undefined &&
        taken.by.taken > 0 &&
        taken.by.timeline.now < STARTS_AT + 9 * MINUTE,
    );
    const run = simulatedRun(group(s("add", 1, 1), s("add", 2, 2)), 0, dice);
    const simulated = await play({
      dice,
      runs: [{ ...run, submitAfterMs: 0 }],
      behaviourOf: () => PLAIN,
      stage: (world) => {
        taken.by = world;
      },
    });
    const { world } = simulated;

    expect(await wrongsOf(simulated)).toEqual([]);
    expect(world.givenUp.size).toBe(0);
    expect(world.executions).toHaveLength(2);
    expect(findRun(run, world)?.kept.run.counts.SUCCESS).toBe(2);
  });
});
