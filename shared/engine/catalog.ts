/** What the compiler asks of the registered tasks: its port to the registry and to the queues of the deployment. */
import type { JsonObject, JsonValue } from "../canvas/json.ts";
import type { Route, RoutedCall } from "../policy/routing.ts";

export interface CatalogTask {
  /** The task's own queue; undefined: that of its route. */
  readonly queue?: string | undefined;
  readonly ignoreResult?: boolean | undefined;
  readonly acksLate?: boolean | undefined;
  readonly priority?: number | undefined;
  readonly rateLimit?: string | number | undefined;
  readonly concurrency?: number | undefined;
  readonly concurrencyKey?: string | undefined;
  /** The names of its arguments in the order of positions; undefined: whatever a call names will do. */
  readonly positional?: readonly string[] | undefined;
  /** Those that are given by name only. */
  readonly keywordOnly?: readonly string[] | undefined;
}

export interface Call {
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  /** True: a predecessor's result, unknown yet, comes before `args`. */
  readonly leading: boolean;
}

export interface CallProblem {
  /** Inside the signature, as in `args[1]` or `kwargs.to`. */
  readonly path: string;
  readonly message: string;
}

export interface TaskCatalog {
  /** undefined: no such task is registered. */
  find(task: string): CatalogTask | undefined;
  /** Names of all registered tasks, for error messages. */
  readonly names: readonly string[];
  /** The queues of this deployment; "any" where nothing is sent. */
  readonly queues: readonly string[] | "any";
  /** Where a call goes when neither it nor its task says so. */
  readonly route?: (call: RoutedCall) => Route;
  /** What is known to be wrong with a call before it runs. */
  problemsOf(task: string, call: Call): readonly CallProblem[];
}
