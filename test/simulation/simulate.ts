import type { JsonValue } from "../../shared/canvas/json.ts";
/**
 * One simulated world from its seed to its rest: runs are submitted, things go wrong for a while, and then time passes until nothing is
 * left to happen. What must hold then is in `checks.ts`.
 */
import { callGate } from "../../worker/gates.ts";
import { insistOn } from "./client.ts";
import { own } from "./owner.ts";
import { ownQueue } from "./queue-owner.ts";
import {
  type SimulatedRun,
  runNameOf,
  seededBehaviour,
  taskIdsOf,
  simulatedRun,
} from "./simulated-run.ts";
import { type FairDice, LoadedDice } from "./world/dice.ts";
import type { Behaviour } from "./world/tasks.ts";
import { World } from "./world/world.ts";

/** So long things go wrong. */
export const TROUBLE_MS = 10 * 60_000;

/** In so many minutes the cron trigger comes round to every object. */
const WATCHED_MINUTES = 12;

/** Nothing takes longer by itself: what still happens then never ends. */
const HORIZON_MS = 10 * 24 * 3_600_000;

const LIMITED_QUEUES = ["default", "heavy"] as const;

export interface Seeded {
  readonly seed: number;
  /** null: a run that is left out; the others keep their names. */
  readonly canvases: readonly (JsonValue | null)[];
  /** Only these faults and choices; null: whatever the dice say. */
  readonly only?: ReadonlySet<string> | null;
}

/** Who is in a world, what they do, and by which dice. */
export interface Cast {
  readonly dice: FairDice;
  readonly runs: readonly SimulatedRun[];
  /** How the executions of a task go, by its name in the story. */
  readonly behaviourOf: (task: string) => Behaviour;
  /** Results are kept so long, in seconds; 0, and unless given: for ever. */
  readonly resultExpiresSeconds?: number;
  /** What else happens in this world. */
  readonly stage?: (world: World) => void;
}

export interface Simulated {
  readonly world: World;
  readonly dice: FairDice;
  readonly runs: readonly SimulatedRun[];
  /** Nothing was left to happen. */
  readonly cameToRest: boolean;
}

export function simulate({ seed, canvases, only = null }: Seeded): Promise<Simulated> {
  const dice = new LoadedDice(seed, only);
  const runs = canvases.flatMap((canvas, index) =>
    canvas === null ? [] : [simulatedRun(canvas, index, dice)],
  );

  const maps = new Set(runs.flatMap(mapsIn));

  return play({
    dice,
    runs,
    behaviourOf: (task) => {
      const behaviour = seededBehaviour(task, dice);

      return { ...behaviour, isReplaced: behaviour.isReplaced && !maps.has(task) };
    },
    resultExpiresSeconds: dice.chosen("results expire", 0.15) ? 300 + dice.upTo(900, "expiry") : 0,
    stage: (world) => LIMITED_QUEUES.forEach((queue) => void ownQueue(queue, dice, world)),
  });
}

/** The names in the story of those tasks that call others. */
function mapsIn(run: SimulatedRun): readonly string[] {
  return taskIdsOf(run)
    .filter((_id, node) => run.plan.nodes[node]?.task.startsWith("celery."))
    .map((id) => run.name + id.slice(run.id.length));
}

export async function play(cast: Cast): Promise<Simulated> {
  const { dice, behaviourOf, resultExpiresSeconds = 0, stage } = cast;
  const world = new World({ dice, behaviourOf, resultExpiresSeconds, runName: runNameOf });
  const runs = [...cast.runs];

  world.timeline.after(TROUBLE_MS, () => {
    dice.isLoaded = false;
  });
  stage?.(world);
  cast.runs.forEach((run, index) => {
    void own(run, world).then((owned) => {
      runs[index] = owned;
    });
  });

  await passToRest(world);

  return { world, dice, runs, cameToRest: world.timeline.isEmpty };
}

/** Until nothing is left to happen, and what the cron trigger wakes finds nothing to do either. */
async function passToRest(world: World): Promise<void> {
  const horizon = world.timeline.now + HORIZON_MS;
  let done = -1;

  while (done !== workDone(world) && world.timeline.now < horizon) {
    done = workDone(world);
    await world.timeline.pass(() => false, horizon);

    await askGates(world);

    for (let minute = 1; minute <= WATCHED_MINUTES; minute += 1) {
      world.timeline.after(minute * 60_000, () => world.tick());
    }

    await world.timeline.pass(() => false, horizon);
  }
}

/** A gate that died before it forgot what it had sent finds that the next time that anybody asks it for something. */
async function askGates(world: World): Promise<void> {
  for (const queue of world.gates.keys()) {
    void insistOn(`client of ${queue}`, world, (env) =>
      callGate(env as never, queue, (gate) => gate.has([])),
    );
  }

  await world.timeline.pass(() => false, world.timeline.now + HORIZON_MS);
}

/** Grows with every entry of a log and every message. */
function workDone({ objects, taken }: World): number {
  return objects.values().reduce((sum, { disk }) => sum + disk.logged.length, taken);
}
