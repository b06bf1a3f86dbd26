/** A seed is a whole world: its canvases, their options, all that goes wrong. This is what the tests and the soak try. */
import * as fc from "fast-check";

import { randomCanvas } from "../reference/random-canvas.ts";
import { wrongsOf } from "./checks/checks.ts";
import { lateWrongs } from "./checks/economy.ts";
import { shrink } from "./shrink.ts";
import { type Seeded, type Simulated, simulate } from "./simulate.ts";

const MAX_RUNS = 5;

const canvases = fc.array(randomCanvas(), { minLength: 1, maxLength: MAX_RUNS });

export interface Tried {
  readonly canvases: number;
  readonly executions: number;
  readonly faults: number;
  /** What is wrong, and how to see it again; null: nothing. */
  readonly failure: string | null;
}

export async function trySeed(seed: number): Promise<Tried> {
  const seeded = { seed, canvases: fc.sample(canvases, { seed, numRuns: 1 })[0] ?? [] };
  const simulated = await simulate(seeded);
  const wrongs = await allWrongs(simulated);

  return {
    canvases: seeded.canvases.length,
    executions: simulated.world.executions.length,
    faults: simulated.dice.happened.length,
    failure: wrongs.length === 0 ? null : await report(seeded, simulated.dice.happened),
  };
}

/** In these worlds no queue has work for long. */
async function allWrongs(simulated: Simulated): Promise<readonly string[]> {
  return [...lateWrongs(simulated), ...(await wrongsOf(simulated))];
}

/** The smallest world around the failure that was found, told whole. */
async function report(seeded: Seeded, happened: readonly string[]): Promise<string> {
  const small = await shrink({ ...seeded, only: new Set(happened) }, async (candidate) => {
    const wrongs = await allWrongs(await simulate(candidate));

    return wrongs.length > 0;
  });
  const simulated = await simulate(small);
  const wrongs = await allWrongs(simulated);

  return [
    `Seed ${seeded.seed} fails. Again: npm run soak -- --seed ${seeded.seed}`,
    "",
    ...wrongs,
    "",
    "The runs:",
    ...simulated.runs.map(({ name, canvas }) => `${name}: ${JSON.stringify(canvas)}`),
    "",
    "What was out of the ordinary:",
    ...simulated.dice.happened,
    "",
    "What happened, by seconds:",
    ...simulated.world.story,
  ].join("\n");
}
