/** Soft and hard time limits. Timers fire only while the task waits for something, so a computation is not cut short by either. */
import { SoftTimeLimitExceeded, TimeLimitExceeded } from "./errors.ts";
import type { Execution, ExecutionPorts } from "./execution.ts";
import type { TaskOptions } from "./options.ts";

/**
 * No task runs longer, whatever limit it has: the platform ends a consumer after 15 minutes, and an alarm. Whoever runs tasks sees to it
 * for all of them at once: a timer for each would cost more than many a task.
 */
export const MAX_SECONDS = 14 * 60;

/** What `work` comes to. Rejects with TimeLimitExceeded at the hard limit; what `work` does after that is lost. */
export async function withinLimits<Result>(
  work: () => Promise<Result>,
  { limits }: Execution,
  options: TaskOptions,
  ports: Pick<ExecutionPorts, "after" | "aborter">,
): Promise<Result> {
  const soft = limits.softTimeLimit ?? options.softTimeLimit;
  const hard = limits.timeLimit ?? options.timeLimit;

  return soft === undefined && hard === undefined
    ? work()
    : raceLimits(work, { soft, hard }, ports);
}

interface Limits {
  readonly soft: number | undefined;
  readonly hard: number | undefined;
}

async function raceLimits<Result>(
  work: () => Promise<Result>,
  { soft, hard }: Limits,
  { after, aborter }: Pick<ExecutionPorts, "after" | "aborter">,
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const cancels: (() => void)[] = [];

  if (hard !== undefined) {
    const end = (): void => {
      const exceeded = new TimeLimitExceeded(hard);

      late.reject(exceeded);
      aborter.abort(exceeded);
    };

    cancels.push(after(hard * 1000, end));
  }

  if (soft !== undefined) {
    cancels.push(after(soft * 1000, () => aborter.abort(new SoftTimeLimitExceeded(soft))));
  }

  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    cancels.forEach((cancel) => cancel());
  }
}
