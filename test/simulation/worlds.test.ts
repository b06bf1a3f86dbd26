/** The whole system in simulated worlds where everything goes wrong that may. `npm run soak` tries others. */
import { describe, expect, it } from "vitest";

import { trySeed } from "./seeds.ts";

const WORLDS = 800;
const WORLDS_PER_TEST = 100;

const firstSeeds = Array.from(
  { length: WORLDS / WORLDS_PER_TEST },
  (_, index) => 1 + index * WORLDS_PER_TEST,
);

describe("a deployment in which everything goes wrong", () => {
  it.each(firstSeeds)(
    `ends all runs as the reference says and leaves nothing behind: ${WORLDS_PER_TEST} worlds from seed %i`,
    async (first) => {
      for (let seed = first; seed < first + WORLDS_PER_TEST; seed += 1) {
        const { failure } = await trySeed(seed);

        expect(failure, failure ?? "").toBeNull();
      }
    },
  );
});
