/** What a consumer and a `TaskRunner` object say to each other. */
import type { JsonText } from "../canvas/json.ts";
import type { Holder } from "../engine/leases.ts";
import type { TaskMessage } from "./message.ts";
import type { CallLimits, RPC_VERSION } from "./rpc.ts";

/** A task that was granted to the consumer, as it is handed over. */
export interface HandedTask {
  readonly message: TaskMessage;
  readonly taskId: string;
  readonly retries: number;
  readonly limits: CallLimits;
  /** `[args, kwargs]`; null: the runner fetches it. */
  readonly call: JsonText | null;
  readonly holder: Holder;
}

export interface TakeRequest {
  readonly v: typeof RPC_VERSION;
  /** Nothing else may run there: its worker died before. */
  readonly isAlone: boolean;
  readonly tasks: readonly HandedTask[];
}

export interface TakeReply {
  /** So many of the first are the runner's from now on; it has no room for the others. */
  readonly taken: number;
}

export interface TaskRunnerRpc {
  take(request: TakeRequest): Promise<TakeReply>;
  /** Sets the alarm again if it got lost. */
  watch(): Promise<void>;
}
