/** What came of a delta, for whoever keeps the run. */
export interface Consequences {
  /** Nodes that became ready and are to be sent. */
  readonly ready: number[];
  /** Nodes that wait for a time, or must be started by one. */
  readonly timed: number[];
  /** Nodes whose state changed. */
  readonly changed: Set<number>;
  /** Executions that are over, or will not be, and that the gate of their queue knows. */
  readonly left: { readonly node: number; readonly attempt: number }[];
}

export function noConsequences(): Consequences {
  return { ready: [], timed: [], changed: new Set(), left: [] };
}
