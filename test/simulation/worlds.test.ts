/** The whole system in simulated worlds where everything goes wrong that may. `npm run soak` tries others. */
import { describe, expect, it } from "vitest";

import { trySeed } from "./seeds.ts";

const SEEDS = 1500;

describe("a deployment in which everything goes wrong", () => {
  it(`ends all runs as the reference says, and leaves nothing behind, in ${SEEDS} worlds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { failure } = await trySeed(seed);

      expect(failure, failure ?? "").toBeNull();
    }
  });
});
