import { decodeDelta } from "../../../shared/engine/codec.ts";
import { type Fact, fromRanges } from "../../../shared/engine/delta.ts";
import type { Plan } from "../../../shared/engine/plan.ts";
import type { SimulatedObject } from "../world/simulated-object.ts";
import type { World } from "../world/world.ts";

/** No node ends twice in all that was ever written, unless its run was run again in between. */
export function onceWrongs({ name, disk }: SimulatedObject, world: World): string[] {
  const ended = new Set<string>();
  const again: string[] = [];

  for (const { run, fact } of disk.logged.flatMap(factsIn)) {
    const tasks = nodesOf(fact).map((node) => `${run}.${node}`);

    if (fact.kind === "restarted") {
      tasks.forEach((task) => ended.delete(task));
    } else {
      again.push(...tasks.filter((task) => ended.has(task)));
      tasks.forEach((task) => ended.add(task));
    }
  }

  return again.map((task) => `${name} recorded twice how ${world.taskName(task)} ended.`);
}

interface Recorded {
  readonly run: string;
  readonly fact: Fact;
}

/** What a task put in its place is not looked at. */
const NO_PLAN: Plan = { nodes: [], gates: [], output: 0, lone: true, fragments: [] };

function factsIn(entry: string): readonly Recorded[] {
  const { deltas } = JSON.parse(entry) as { deltas: Parameters<typeof decodeDelta>[0][] };

  return deltas
    .map((row) => decodeDelta(row, () => NO_PLAN))
    .flatMap(({ run, facts }) => facts.map((fact) => ({ run, fact })));
}

/** The nodes that a fact ends, or begins anew. */
function nodesOf(fact: Fact): readonly number[] {
  if ("node" in fact) {
    return ["succeeded", "failed", "ignored"].includes(fact.kind) ? [fact.node] : [];
  }

  return "nodes" in fact && ["revoked", "terminated", "expired", "restarted"].includes(fact.kind)
    ? [...fromRanges(fact.nodes)]
    : [];
}

/** However often a task was run, it was run with the same arguments. */
export function callWrongs(world: World): string[] {
  const first = new Map<string, string>();

  return world.executions.flatMap(({ taskId, values }) => {
    const known = first.get(taskId) ?? values;

    first.set(taskId, known);

    return known === values
      ? []
      : [`${world.taskName(taskId)} was run with ${known} and with ${values}.`];
  });
}
