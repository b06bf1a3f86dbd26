import { pathOf } from "../../support/against-reference.ts";
import type { Simulated } from "../simulate.ts";
import { type SimulatedRun, runNameOf } from "../simulated-run.ts";
import { factsIn, isEnd, tasksOf } from "../world/logged-facts.ts";
import type { SimulatedObject } from "../world/simulated-object.ts";

/**
 * No node ends twice in all that was ever written, unless its run was run again in between; what was revoked may be terminated too. An
 * errback begins anew whenever what it watches fails again, of which no entry tells.
 */
export function onceWrongs({ name, disk }: SimulatedObject, { world, runs }: Simulated): string[] {
  const callbacks = new Set(runs.filter(({ retries }) => retries.length > 0).flatMap(errbacksIn));
  const ended = new Set<string>();
  const again: string[] = [];

  for (const logged of disk.logged.flatMap(factsIn)) {
    const { fact } = logged;
    const tasks = tasksOf(logged);

    if (fact.kind === "restarted") {
      tasks.forEach((task) => ended.delete(task));
    } else if (isEnd(fact)) {
      again.push(...tasks.filter((task) => ended.has(task) && fact.kind !== "terminated"));
      tasks.filter((task) => !callbacks.has(task)).forEach((task) => ended.add(task));
    }
  }

  return again.map((task) => `${name} recorded twice how ${world.taskName(task)} ended.`);
}

function errbacksIn({ id, plan }: SimulatedRun): readonly string[] {
  return plan.nodes.flatMap(({ options }, node) =>
    pathOf(options).includes("link_error[") ? [`${id}.${node}`] : [],
  );
}

/** The time on record never falls. */
export function timeWrongs({ name, disk }: SimulatedObject): string[] {
  const times = disk.logged.flatMap(factsIn).map(({ at }) => at);
  const fall = times.findIndex((at, index) => at < (times[index - 1] ?? 0));

  return fall === -1
    ? []
    : [`The time in the log of ${name} falls from ${times[fall - 1]} to ${times[fall]}.`];
}

/** However often a task was run, it was run with the same arguments; only a retry by hand may change those of a later attempt. */
export function callWrongs({ world, runs }: Simulated): string[] {
  const retried = new Set(runs.filter(({ retries }) => retries.length > 0).map(({ id }) => id));
  const first = new Map<string, string>();

  return world.executions.flatMap(({ taskId, attempt, values }) => {
    const call = retried.has(taskId.slice(0, 36)) ? `${taskId} ${attempt}` : taskId;
    const known = first.get(call) ?? values;

    first.set(call, known);

    return known === values
      ? []
      : [`${world.taskName(taskId)} was run with ${known} and with ${values}.`];
  });
}

/** However often it was submitted, each run was started once. */
export function startWrongs({ world, runs }: Simulated): string[] {
  const started = world.objects
    .values()
    .flatMap(({ disk }) => disk.logged.flatMap(factsIn))
    .filter(({ fact }) => fact.kind === "started")
    .map(({ run }) => runNameOf(run))
    .toArray();

  return runs.flatMap(({ name }) => {
    const times = started.filter((each) => each === name).length;

    return times === 1 ? [] : [`${name} was started ${times} times.`];
  });
}
