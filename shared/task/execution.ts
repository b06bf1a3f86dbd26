/** One execution of a task: what it is told, and what it needs from the platform. */
import type { JsonText } from "../canvas/json.ts";
import type { Compiled } from "../engine/compile.ts";
import type { Progress } from "../engine/progress.ts";
import type { CallLimits } from "../wire/rpc.ts";
import type { TaskContext } from "./context.ts";

export interface Execution extends Pick<TaskContext, "taskId" | "runId" | "retries" | "attempt"> {
  readonly task: string;
  /** `[args, kwargs]`. */
  readonly call: JsonText;
  /** What the call said; the task's own options count where it said nothing. */
  readonly limits: CallLimits;
}

export interface ExecutionPorts extends Pick<TaskContext, "log" | "apply"> {
  /** An AbortController of this execution's own. */
  readonly aborter: Aborter;
  /** Milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Compiles what a task puts in its place; without checking arguments where the calls are to fail by themselves. */
  readonly compile: (canvas: unknown, checksArguments: boolean) => Compiled;
  /** Shown while the task runs. */
  readonly tell: (progress: Progress) => void;
  /** Calls back once after so long, unless cancelled by what it returns. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

interface Aborter {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}
