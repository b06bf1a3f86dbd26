/** Worlds in which everything goes wrong, and a queue is limited. */
import { describe, expect, it } from "vitest";

import { callGate } from "../../worker/gates.ts";
import { chord, s } from "../reference/signatures.ts";
import { wrongsOf } from "./checks/checks.ts";
import { findRun } from "./checks/on-disk.ts";
import { play } from "./simulate.ts";
import { PLAIN, simulatedRun } from "./simulated-run.ts";
import { LoadedDice, ScriptedDice } from "./world/dice.ts";
import { pause } from "./world/life.ts";
import { messageIn } from "./world/releases.ts";
import type { World } from "./world/world.ts";

const WORLDS = 60;

describe("a limited queue where everything goes wrong", () => {
  it(`ends all runs as the reference says and leaves nothing behind, in ${WORLDS} worlds`, async () => {
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const dice = new LoadedDice(seed);
      const canvas = chord(
        Array.from({ length: 10 }, (_, n) => s("add", n, n)),
        s("xsum"),
      );
      const run = simulatedRun(canvas, 0, new ScriptedDice(() => false));
      const simulated = await play({
        dice,
        runs: [{ ...run, submitAfterMs: 120_000 }],
        behaviourOf: () => ({ ...PLAIN, durationMs: 100 * dice.upTo(100, "duration") }),
        stage: limit,
      });

      const nodes = findRun(run, simulated.world)?.kept.run.nodes ?? [];

      expect(await wrongsOf(simulated), `seed ${seed}`).toEqual([]);
      // At once they would all have become ready; two a second were let through, copies included.
      expect(new Set(nodes.map(({ queuedAt }) => queuedAt)).size, `seed ${seed}`).toBeGreaterThan(
        5,
      );
      expect(busiestSecond(simulated.world), `seed ${seed}`).toBeLessThanOrEqual(3);
    }
  });
});

/** How many messages the gate let through in any second. */
function busiestSecond({ queues }: World): number {
  const times = (queues.get("default")?.sent ?? []).flatMap(
    (body) => messageIn(body).released?.at ?? [],
  );

  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length),
  );
}

/** As its owner does, who asks again until it is done. */
function limit(world: World): void {
  void world.asWorker("owner of the queue", async (env) => {
    for (;;) {
      try {
        return await callGate(env as never, "default", (gate) =>
          gate.change({ concurrency: 3, rate_limit: "2/s" }),
        );
      } catch {
        await pause(1000);
      }
    }
  });
}
