/** One execution, from the call's JSON text to its outcome. Never rejects: whatever a task throws is its failure. */
import type { Outcome } from "../engine/outcome.ts";
import { encodePlan } from "../engine/plan-parts.ts";
import { readCall } from "../wire/calls.ts";
import type { TaskContext } from "./context.ts";
import { Ignore, Reject, Replace, Retry } from "./errors.ts";
import type { Execution, ExecutionPorts } from "./execution.ts";
import { toJsonResult } from "./json-result.ts";
import { perform } from "./perform.ts";
import { progressOf } from "./progress.ts";
import type { TaskRegistry } from "./registry.ts";
import { Retries } from "./retry.ts";
import { readable, taskErrorOf } from "./thrown.ts";
import { withinLimits } from "./time-limits.ts";

export async function executeTask(
  tasks: TaskRegistry,
  execution: Execution,
  ports: ExecutionPorts,
): Promise<Outcome> {
  const { task } = execution;
  const options = tasks.get(task)?.options ?? {};
  const retries = new Retries(execution, options, ports);

  try {
    const [args, kwargs] = readCall(execution.call);
    const context = contextOf(execution, retries, ports);
    const value = await withinLimits(
      () => perform(tasks, { task, args, kwargs }, context),
      execution,
      options,
      ports,
    );
    const result = toJsonResult(task, value);

    return result.ok
      ? { kind: "success", value: result.text }
      : { kind: "failure", error: result.error };
  } catch (thrown) {
    const end = retries.afterAutoretry(readable(thrown));

    return outcomeOf(end, { ...ports, isExhausted: retries.isExhaustedBy(end) });
  }
}

function contextOf(
  execution: Execution,
  retries: Retries,
  { aborter, log, apply, tell }: ExecutionPorts,
): TaskContext {
  const { taskId, runId, attempt } = execution;

  return {
    taskId,
    runId,
    retries: execution.retries,
    attempt,
    idempotencyKey: taskId,
    // It is made for those that ask.
    get signal() {
      return aborter.signal;
    },
    log,
    apply,
    updateState(update) {
      tell(progressOf(update));
    },
    replace(canvas) {
      throw new Replace(canvas.toJSON());
    },
    retry(request = {}) {
      // Whatever the task wants to fail with, an error or not.
      throw retries.asked(request);
    },
  };
}

function outcomeOf(
  thrown: unknown,
  { isExhausted, ...ports }: ExecutionPorts & { readonly isExhausted: boolean },
): Outcome {
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

  const error = taskErrorOf(thrown);

  if (thrown instanceof Reject) {
    return thrown.requeue
      ? { kind: "requeue", error }
      : { kind: "failure", error, dead: "rejected" };
  }

  return { kind: "failure", error, ...(isExhausted && { dead: "retries_exhausted" }) };
}

function replacedBy({ canvas, checksArguments }: Replace, { compile }: ExecutionPorts): Outcome {
  const compiled = compile(canvas, checksArguments);

  if (compiled.ok) {
    return { kind: "replaced", planParts: encodePlan(compiled.plan) };
  }

  const reasons = compiled.problems.map(({ path, message }) => `${path}: ${message}`);

  return { kind: "failure", error: taskErrorOf(new TypeError(reasons.join("\n"))) };
}
