/** What the owner of a queue does in some worlds: limits it, changes the limits or pauses it, and opens it again. */
import type { QueueLimits } from "../../shared/wire/gate.ts";
import { callGate } from "../../worker/gates.ts";
import { insistOn, passed } from "./client.ts";
import type { Dice } from "./world/dice.ts";
import type { World } from "./world/world.ts";

const CHANGES = [1, 2, 3] as const;

const RATES = [null, "1/s", "10/s", "30/m"] as const;

export async function ownQueue(queue: string, dice: Dice, world: World): Promise<void> {
  const changes = CHANGES.filter((time) => dice.chosen(`limits of ${queue}, time ${time}`, 0.15));

  for (const time of changes) {
    await passed(dice.upTo(60_000, `change of ${queue}`), world);
    await change(queue, drawnLimits(`${queue}, time ${time}`, dice), world);
  }

  if (changes.length > 0) {
    await passed(dice.upTo(120_000, `opening of ${queue}`), world);
    await change(queue, { paused: false }, world);
  }
}

function drawnLimits(of: string, dice: Dice): QueueLimits {
  const concurrency = dice.upTo(4, `concurrency of ${of}`);

  return {
    paused: dice.chosen(`${of}: paused`, 0.3),
    concurrency: concurrency === 0 ? null : concurrency,
    rate_limit: RATES[dice.upTo(RATES.length - 1, `rate of ${of}`)] ?? null,
  };
}

async function change(queue: string, limits: Partial<QueueLimits>, world: World): Promise<void> {
  world.tell(`queue ${queue} is given the limits ${JSON.stringify(limits)}`);
  await insistOn(`owner of ${queue}`, world, (env) =>
    callGate(env as never, queue, (gate) => gate.change(limits)),
  );
}
