/** What was not lost is not done twice, and what has to wait for nothing does not wait. */
import { planNodeAt } from "../../../shared/engine/call.ts";
import { EXPIRED_ERROR } from "../../../shared/engine/errors.ts";
import { nodeAt } from "../../../shared/engine/run.ts";
import { type Simulated, TROUBLE_MS } from "../simulate.ts";
import { KILLS, taskIdsOf } from "../simulated-run.ts";
import { type Fault, faultIn } from "../world/dice.ts";
import { STARTS_AT } from "../world/world.ts";
import { type Found, findRun } from "./on-disk.ts";

/** What may happen without any work being lost by it. */
const HARMLESS: ReadonlySet<Fault> = new Set<Fault>([
  "message sent twice",
  "message delivered twice",
  "messages out of order",
  "consumer's clock is off",
  "send refused",
  "metrics fail",
  "alarm late",
  "alarm twice",
]);

/** The longest task, a lease that runs out, and a message that is lost several times, one after the other. */
const RECOVERY_MS = 10 * 60_000;

/** Where no consumer, object, call or message was lost, every attempt was sent once and ran once. */
export function doubledWork({ world, dice }: Simulated, found: readonly Found[]): string[] {
  const faults = dice.happened.flatMap((name) => faultIn(name) ?? []);

  const isKiller = dice.happened.some((name) => name.endsWith(KILLS));

  if (isKiller || world.resultExpiresSeconds > 0 || faults.some((fault) => !HARMLESS.has(fault))) {
    return [];
  }

  const attempts = Map.groupBy(world.executions, ({ taskId, attempt }) => `${taskId} ${attempt}`);
  // Of what was dropped nobody knows any more how often it was tried.
  const isKnown = found.every(({ kept }) => kept.run.counts.DROPPED === 0);
  const asked = found.reduce((sum, { kept }) => sum + attemptsIn(kept.run.nodes), 0);

  const ran = new Set(world.executions.map(({ taskId, attempt }) => `${taskId} ${attempt}`));

  return [
    ...found.flatMap((each) => expiredAfterStart(each, ran)),
    ...[...attempts]
      .filter(([, executions]) => executions.length > 1)
      .map(([attempt]) => `Attempt ${attempt} ran twice, and nothing was lost.`),
    ...(isKnown && world.taken > asked
      ? [`For ${asked} attempts ${world.taken} messages were sent, and nothing was lost.`]
      : []),
  ];
}

/** What is acknowledged before it runs does not run again, whatever was lost. */
export function earlyWrongs({ world }: Simulated, found: readonly Found[]): string[] {
  const early = new Set(
    found.flatMap(({ run, kept }) =>
      taskIdsOf(run).filter((_id, node) => planNodeAt(kept.run, node).options.acksLate === false),
    ),
  );
  const attempts = Map.groupBy(
    world.executions.filter(({ taskId }) => early.has(taskId)),
    ({ taskId, attempt }) => `${world.taskName(taskId)} attempt ${attempt}`,
  );

  return [...attempts].flatMap(([attempt, executions]) =>
    executions.length > 1 ? [`${attempt} ran ${executions.length} times without acks_late.`] : [],
  );
}

/** What was started in time does not expire while it runs. */
function expiredAfterStart({ run, kept }: Found, ran: ReadonlySet<string>): string[] {
  return taskIdsOf(run).flatMap((id, node) => {
    const { error, attempt } = nodeAt(kept.run, node);

    return error?.message === EXPIRED_ERROR.message && ran.has(`${id} ${attempt}`)
      ? [`Node ${node} of ${run.name} ran and expired all the same.`]
      : [];
  });
}

function attemptsIn(nodes: Found["kept"]["run"]["nodes"]): number {
  return nodes.reduce((sum, { attempt }) => sum + attempt, 0);
}

/** Once the trouble is over, what was open then recovers from it, and nothing else needs to. */
export function lateWrongs({ world, runs }: Simulated): readonly string[] {
  return runs.flatMap((run) => findRun(run, world) ?? []).flatMap(lateNodes);
}

/** What a task put in its place takes its own time. */
function lateNodes({ run: { name }, kept: { run } }: Found): string[] {
  const replaced = new Set(run.plan.fragments.map(({ owner }) => owner));

  return [...run.nodes.keys()].flatMap((node) => {
    const { queuedAt, finishedAt, by } = nodeAt(run, node);
    const waitedMs = finishedAt - Math.max(queuedAt, STARTS_AT + TROUBLE_MS);

    return queuedAt > 0 && by === null && !replaced.has(node) && waitedMs > RECOVERY_MS
      ? [`Node ${node} of ${name} took ${waitedMs / 1000} s after all trouble was over.`]
      : [];
  });
}
