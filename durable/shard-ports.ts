import type { Consequences } from "../shared/engine/consequences.ts";
import type { KeptRun } from "./kept-run.ts";

/** What a shard tells the object around it. */
export interface ShardPorts {
  /** Milliseconds; never goes back. */
  readonly now: () => number;
  /** What is final is kept so long; for ever where it is null or absent. */
  readonly resultExpiresMs?: number | null;
  /** Dead letters likewise. */
  readonly deadLetterExpiresMs?: number | null;
  readonly ready: (kept: KeptRun, nodes: readonly number[]) => void;
  readonly changed: (kept: KeptRun, nodes: ReadonlySet<number>) => void;
  /** Executions that are over, or will not be, and that the gate of their queue knows. */
  readonly left: (kept: KeptRun, executions: Consequences["left"]) => void;
  /** Something went wrong that costs nothing but a second try: for the operator to know. */
  readonly failed: (what: string, error: unknown) => void;
  /** Memory can no longer be trusted. */
  readonly abort: (error: unknown) => never;
}
