/**
 * The pool of objects that long-running tasks run in. What lost its worker before runs in an object of its own: what kills that kills
 * nothing else.
 */
import type { TaskRunnerRpc } from "../shared/wire/runner-rpc.ts";

export const RUNNERS = 8;
const LONE_RUNNERS = 64;

interface RunnerEnv {
  readonly TASK_RUNNER: { getByName(name: string): TaskRunnerRpc };
}

/** All of the pool, beginning anywhere. `random` is in [0, 1). */
export function* runnersOf(
  { TASK_RUNNER }: RunnerEnv,
  isAlone: boolean,
  random: number,
): Generator<Pick<TaskRunnerRpc, "take">> {
  const count = isAlone ? LONE_RUNNERS : RUNNERS;
  const first = Math.floor(random * count);

  for (let index = 0; index < count; index += 1) {
    const number = (first + index) % count;

    const name = isAlone ? `lone-runner-${number}` : runnerName(number);

    // What is wrong with the object, or with finding it, is a call that failed.
    yield { take: async (request) => TASK_RUNNER.getByName(name).take(request) };
  }
}

export function runnerName(index: number): string {
  return `runner-${index}`;
}
