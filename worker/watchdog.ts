/**
 * Looks after alarms that did not go off, which is all that could leave an object asleep with work to do. Each minute one object is asked to
 * look at its own, in turn: with 8 shards and 8 runners each of them every 16 minutes. That is 43,200 requests a month however large or
 * idle the deployment, and any other call to an object does the same.
 */
import { callBackend, callObject } from "./backend.ts";
import type { WorkerEnv } from "./env.ts";
import { RUNNERS, runnerName } from "./runners.ts";
import { shardCountOf } from "./shards.ts";

const MINUTE_MS = 60_000;

export async function watchOne(env: WorkerEnv, now: number): Promise<void> {
  const shards = shardCountOf(env);
  const turn = Math.floor(now / MINUTE_MS) % (shards + RUNNERS);

  if (turn < shards) {
    await callBackend(env, turn, (backend) => backend.watch());
  } else {
    const name = runnerName(turn - shards);

    await callObject(name, async () => env.TASK_RUNNER.getByName(name).watch());
  }
}
