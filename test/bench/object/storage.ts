/** What one `ResultBackend` costs, everything included: the real class driven outside workerd; alarms, checkpoints and removal count. */
import type { Usage } from "../../../shared/engine/price.ts";
import { chordOfAdds, oneAdd } from "../canvases.ts";
import { perTask } from "../usage.ts";
import { type Consumption, type DrivenObject, driveObject } from "./driven-object.ts";
import { planPartsOf } from "./plan.ts";

const CHORD_SIZE = 5000;
const LARGE_CHORD_SIZE = 50_000;
const LONE_TASKS = 1000;

/** By then what ended has expired and is removed. */
const EXPIRED_MS = 2 * 86_400_000;

const IN_ORDER_BY_100: Consumption = { group: 100, order: "sent" };
const SHUFFLED_BY_10: Consumption = { group: 10, order: "shuffled" };

/** Per task. */
export interface DrivenCosts {
  readonly chordInOrder: Usage;
  readonly chordShuffled: Usage;
  readonly largeChordShuffled: Usage;
  readonly loneInTurn: Usage;
  readonly loneInBurst: Usage;
}

export async function driveCosts(): Promise<DrivenCosts> {
  return {
    chordInOrder: await costOfChord(CHORD_SIZE, IN_ORDER_BY_100),
    chordShuffled: await costOfChord(CHORD_SIZE, SHUFFLED_BY_10),
    largeChordShuffled: await costOfChord(LARGE_CHORD_SIZE, SHUFFLED_BY_10),
    loneInTurn: perTask(await driveObject(oneAfterAnother), LONE_TASKS),
    loneInBurst: perTask(await driveObject(allAtOnce), LONE_TASKS),
  };
}

async function costOfChord(size: number, consumption: Consumption): Promise<Usage> {
  const usage = await driveObject(async (object) => {
    await object.submit(planPartsOf(chordOfAdds(size)));
    await object.consume(consumption);
    await object.pass(EXPIRED_MS);
  });

  return perTask(usage, size + 1);
}

async function oneAfterAnother(object: DrivenObject): Promise<void> {
  const planParts = planPartsOf(oneAdd());

  for (let task = 0; task < LONE_TASKS; task += 1) {
    await object.submit(planParts);
    await object.consume(IN_ORDER_BY_100);
  }

  await object.pass(EXPIRED_MS);
}

async function allAtOnce(object: DrivenObject): Promise<void> {
  const planParts = planPartsOf(oneAdd());

  for (let task = 0; task < LONE_TASKS; task += 1) {
    await object.submit(planParts);
  }

  await object.consume(IN_ORDER_BY_100);
  await object.pass(EXPIRED_MS);
}
