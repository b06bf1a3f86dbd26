/**
 * Long-running tasks go to a runner, so that they do not hold up their batch. Their messages are acknowledged as soon as it has them. Where
 * no runner has room they run here after all.
 */
import { RPC_VERSION } from "../../shared/wire/rpc.ts";
import type { HandedTask } from "../../shared/wire/runner-rpc.ts";
import type { GrantedJob } from "./claims.ts";
import type { ConsumerPorts } from "./ports.ts";
import { deliverAgain } from "./run-granted.ts";

export interface Sorted {
  readonly moving: readonly GrantedJob[];
  readonly staying: readonly GrantedJob[];
}

export function sortLongRunning(
  granted: readonly GrantedJob[],
  { isLongRunning }: Pick<ConsumerPorts, "isLongRunning">,
): Sorted {
  const moves = ({ job }: GrantedJob): boolean => isLongRunning(job.message.task);

  return {
    moving: granted.filter(moves),
    staying: granted.filter((job) => !moves(job)),
  };
}

/** Answers with those that nobody took. */
export async function handOver(
  jobs: readonly GrantedJob[],
  ports: ConsumerPorts,
): Promise<readonly GrantedJob[]> {
  // What lost its worker before comes alone.
  const isAlone = jobs.some(({ staysAlone }) => staysAlone);
  let left = jobs;

  for (const runner of ports.runners(isAlone)) {
    if (left.length === 0) {
      return left;
    }

    try {
      const { taken } = await runner.take({ v: RPC_VERSION, isAlone, tasks: left.map(handedTask) });

      left.slice(0, taken).forEach(({ job }) => job.delivery.ack());
      left = left.slice(taken);
    } catch (error) {
      // It may have them or not: delivered again, they find the lease moved, or their loss is proved.
      ports.log("Could not hand tasks over", { tasks: left.length, error: String(error) });
      deliverAgain(
        left.map(({ job }) => job.delivery),
        ports,
      );

      return [];
    }
  }

  return left;
}

function handedTask({ job, taskId, retries, limits, call, holder }: GrantedJob): HandedTask {
  return { message: job.message, taskId, retries, limits, call, holder };
}
