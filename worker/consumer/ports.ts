/** What the consumer needs from around it. */
import type { ReportItem, ResultBackendRpc } from "../../shared/wire/rpc.ts";
import type { TaskRunnerRpc } from "../../shared/wire/runner-rpc.ts";
import type { Reins, RunnableJob } from "./run-task.ts";

export type ShardBackend = Pick<ResultBackendRpc, "claim" | "call" | "report" | "renew">;

export interface ConsumerPorts {
  /** The backend of a shard; each call has already been tried again where that may help. */
  readonly backend: (shard: number) => ShardBackend;
  readonly isLongRunning: (task: string) => boolean;
  /** Objects that long-running tasks may be handed over to, in the order to be asked; those where nothing else runs, or others. */
  readonly runners: (isAlone: boolean) => Iterable<Pick<TaskRunnerRpc, "take">>;
  /** Runs a task until it is over or stopped. Never rejects. */
  readonly run: (job: RunnableJob, reins: Reins) => Promise<ReportItem>;
  /** Another one each time. */
  readonly newId: () => string;
  /** So long a report is tried. */
  readonly reportPatienceMs: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly log: (message: string, details: Readonly<Record<string, unknown>>) => void;
}
