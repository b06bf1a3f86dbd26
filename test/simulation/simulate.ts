/**
 * One simulated world from its seed to its rest: runs are submitted, things go wrong for a while, and then time passes until nothing is
 * left to happen. What must hold then is in `checks.ts`.
 */
import type { JsonValue } from "../../shared/canvas/json.ts";
import { shardOf } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { RPC_VERSION, type ResultBackendRpc } from "../../shared/wire/rpc.ts";
import { callBackend } from "../../worker/backend.ts";
import {
  type Revocation,
  type SimulatedRun,
  seededBehaviour,
  taskIdsOf,
  simulatedRun,
} from "./simulated-run.ts";
import { type FairDice, LoadedDice } from "./world/dice.ts";
import { pause } from "./world/life.ts";
import type { Behaviour } from "./world/tasks.ts";
import { World } from "./world/world.ts";

/** So long things go wrong. */
export const TROUBLE_MS = 10 * 60_000;

/** Whoever is not answered asks again after so long. */
const CLIENT_RETRY_MS = 2000;

/** In so many minutes the cron trigger comes round to every object. */
const WATCHED_MINUTES = 12;

/** Nothing takes longer by itself: what still happens then never ends. */
const HORIZON_MS = 10 * 24 * 3_600_000;

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
  });
}

/** The names in the story of those tasks that call others. */
function mapsIn(run: SimulatedRun): readonly string[] {
  return taskIdsOf(run)
    .filter((_id, node) => run.plan.nodes[node]?.task.startsWith("celery."))
    .map((id) => run.name + id.slice(run.id.length));
}

export async function play({ dice, runs, behaviourOf, stage }: Cast): Promise<Simulated> {
  const names = new Map(runs.map(({ id, name }) => [id, name]));
  const world = new World({ dice, behaviourOf, runName: (id) => names.get(id) ?? "no run" });

  world.timeline.after(TROUBLE_MS, () => {
    dice.isLoaded = false;
  });
  stage?.(world);
  runs.forEach((run) => own(run, world));

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

    for (let minute = 1; minute <= WATCHED_MINUTES; minute += 1) {
      world.timeline.after(minute * 60_000, () => world.tick());
    }

    await world.timeline.pass(() => false, horizon);
  }
}

/** Grows with every entry of a log and every message. */
function workDone({ objects, taken }: World): number {
  return objects.values().reduce((sum, { disk }) => sum + disk.logged.length, taken);
}

/** What the owner of a run does: submits it, and perhaps thinks better of it. */
function own(run: SimulatedRun, world: World): void {
  world.timeline.after(run.submitAfterMs, () => {
    void submit(run, world).then(() =>
      run.revocations.forEach((revocation) =>
        world.timeline.after(revocation.afterMs, () => void revoke(run, revocation, world)),
      ),
    );
  });
}

async function submit({ id, name, plan }: SimulatedRun, world: World): Promise<void> {
  world.tell(`${name} is submitted`);
  await insist(id, world, (backend) =>
    backend.submit({ v: RPC_VERSION, runs: [{ id, name, planParts: encodePlan(plan) }] }),
  );
}

async function revoke(
  { id, name }: SimulatedRun,
  { node, terminate }: Revocation,
  world: World,
): Promise<void> {
  world.tell(`${name} is revoked, ${node === null ? "all of it" : `node ${node}`}`);
  await insist(id, world, (backend) => backend.revoke(id, node, terminate));
}

/** Asks the run's backend until it answers. */
export function insist<Reply>(
  runId: string,
  world: World,
  ask: (backend: ResultBackendRpc) => Promise<Reply>,
): Promise<Reply> {
  return world.asWorker(`client of ${runId}`, async (env) => {
    for (;;) {
      try {
        return await callBackend(env as never, shardOf(runId), ask);
      } catch {
        await pause(CLIENT_RETRY_MS);
      }
    }
  });
}
