/** A retry by hand of what is over, by RPC. */
import type { NewCall } from "./calls.ts";

export interface AskedRetry {
  /** It begins anew, with all that is behind it; null: what did not succeed does. */
  readonly node: number | null;
  /** What that node is called with in place of its own call; null: that counts. */
  readonly call: NewCall | null;
  /** The same however often this request is repeated. */
  readonly request: string;
  /** Of what it asks for: equal for equal retries of a run. */
  readonly digest: string;
}

/** `running`: only a final run is run again. `nothing`: all of it succeeded. `reused`: that request asked for another retry. */
export type RetryReply = "retried" | "running" | "nothing" | "reused" | "unknown";
