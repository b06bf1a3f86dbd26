/** One execution, from the call's JSON text to its outcome. Never rejects: whatever a task throws is its failure. */
import type { Outcome } from "../engine/outcome.ts";
import { encodePlan } from "../engine/plan-parts.ts";
import type { TaskContext } from "./context.ts";
import { Ignore, Replace, Retry } from "./errors.ts";
import { type Execution, type ExecutionPorts, parseCall } from "./execution.ts";
import { toJsonResult } from "./json-result.ts";
import type { TaskOptions } from "./options.ts";
import { perform } from "./perform.ts";
import type { TaskRegistry } from "./registry.ts";
import { afterAutoretry, retryOf } from "./retry.ts";
import { taskErrorOf } from "./thrown.ts";
import { withinLimits } from "./time-limits.ts";

export async function executeTask(
  tasks: TaskRegistry,
  execution: Execution,
  ports: ExecutionPorts,
): Promise<Outcome> {
  const { task } = execution;
  const options = tasks.get(task)?.options ?? {};

  try {
    const [args, kwargs] = parseCall(execution);
    const context = contextOf(execution, options, ports);
    const work = (): Promise<unknown> => perform(tasks, { task, args, kwargs }, context);
    const result = toJsonResult(task, await withinLimits(work, execution, options, ports));

    return result.ok
      ? { kind: "success", value: result.text }
      : { kind: "failure", error: result.error };
  } catch (thrown) {
    return outcomeOf(afterAutoretry(thrown, execution, options, ports), ports);
  }
}

function contextOf(
  execution: Execution,
  options: TaskOptions,
  { aborter, log, apply, now }: ExecutionPorts,
): TaskContext {
  const { taskId, runId, retries, attempt } = execution;

  return {
    taskId,
    runId,
    retries,
    attempt,
    idempotencyKey: taskId,
    signal: aborter.signal,
    log,
    apply,
    replace(canvas) {
      throw new Replace(canvas.toJSON());
    },
    retry(request = {}) {
      // Whatever the task wants to fail with, an error or not.
      throw retryOf(request, execution, options, now());
    },
  };
}

function outcomeOf(thrown: unknown, ports: ExecutionPorts): Outcome {
  if (thrown instanceof Ignore) {
    return { kind: "ignored" };
  }

  if (thrown instanceof Replace) {
    return replacedBy(thrown, ports);
  }

  if (thrown instanceof Retry) {
    const { cause, delayMs } = thrown;

    return { kind: "retry", error: taskErrorOf(cause ?? thrown), delayMs };
  }

  return { kind: "failure", error: taskErrorOf(thrown) };
}

function replacedBy({ canvas, checksArguments }: Replace, { compile }: ExecutionPorts): Outcome {
  const compiled = compile(canvas, checksArguments);

  if (compiled.ok) {
    return { kind: "replaced", planParts: encodePlan(compiled.plan) };
  }

  const reasons = compiled.problems.map(({ path, message }) => `${path}: ${message}`);

  return { kind: "failure", error: taskErrorOf(new TypeError(reasons.join("\n"))) };
}
