/**
 * Runs a canvas here and now: no queue, no storage, one task after another, in the order they become ready. What Celery has
 * `task_always_eager` for, as a function for tests of one's own tasks and workflows.
 *
 *     const run = await runEager(chain(add.s(2, 2), mul.s(10)));
 *     expect(run.result).toBe(40);
 *
 * It is the engine that runs in production, so failures spread, chords fire and links are called as they are there. Nothing waits: a
 * countdown or an eta is now, and so is a retry. Time limits are real.
 */
import { parseCanvas } from "../shared/canvas/parse.ts";
import type { Signature } from "../shared/canvas/signature.ts";
import type { Runnable } from "../shared/canvas/step.ts";
import { planNodeAt } from "../shared/engine/call.ts";
import { type Compiled, compileCanvas } from "../shared/engine/compile.ts";
import { resolveOutcome } from "../shared/engine/decide-delivery.ts";
import { makeRunId, taskIdOf } from "../shared/engine/ids.ts";
import { type MemoryRun, memoryCall, report, startMemoryRun } from "../shared/engine/memory-run.ts";
import type { Outcome } from "../shared/engine/outcome.ts";
import type { Plan } from "../shared/engine/plan.ts";
import { resultText, runError, runState } from "../shared/engine/run-views.ts";
import { nodeAt } from "../shared/engine/run.ts";
import { readInline } from "../shared/engine/values.ts";
import { nodeView } from "../shared/engine/views.ts";
import { taskCatalog, unchecked } from "../shared/task/catalog.ts";
import { executeTask } from "../shared/task/execute.ts";
import type { TaskRegistry } from "../shared/task/registry.ts";
import type { NodeView, RunView } from "../shared/wire/views.ts";
import { tasks as registeredTasks } from "./registry.ts";
import { after } from "./timer.ts";

export interface EagerRun extends Pick<RunView, "run_id" | "state" | "result" | "error"> {
  /** Every task execution, links and errbacks included, in graph order. */
  readonly nodes: readonly NodeView[];
  /** What the tasks logged, in order. */
  readonly logs: readonly string[];
}

/** Rejects with a TypeError that names what is wrong with a canvas that could not be submitted. */
export async function runEager(
  canvas: Runnable<unknown> | Signature,
  tasks: TaskRegistry = registeredTasks,
): Promise<EagerRun> {
  const memory = startMemoryRun(newRunId(), planOf(canvas, tasks), Date.now());
  const logs: string[] = [];

  for (let node = memory.ready.shift(); node !== undefined; node = memory.ready.shift()) {
    await runNode(memory, node, { tasks, logs });
  }

  return viewOf(memory, logs);
}

function planOf(canvas: Runnable<unknown> | Signature, tasks: TaskRegistry): Plan {
  const compiled = compileEager("toJSON" in canvas ? canvas.toJSON() : canvas, tasks);

  if (!compiled.ok) {
    throw refused(compiled.problems);
  }

  return compiled.plan;
}

function compileEager(json: unknown, tasks: TaskRegistry, checksArguments = true): Compiled {
  const parsed = parseCanvas(json);

  if (!parsed.ok) {
    return {
      ok: false,
      problems: parsed.errors.map(({ path, message }) => ({ kind: "bad-canvas", path, message })),
    };
  }

  // Nothing is sent, so whatever queue a call names will do.
  const catalog = taskCatalog(tasks, "any");
  const compiled = compileCanvas(parsed.canvas, checksArguments ? catalog : unchecked(catalog));

  return compiled.ok ? { ...compiled, plan: withoutWaits(compiled.plan) } : compiled;
}

function withoutWaits(plan: Plan): Plan {
  const nodes = plan.nodes.map((node) => ({
    ...node,
    options: { ...node.options, countdown: 0, eta: 0 },
  }));

  return { ...plan, nodes };
}

function refused(
  problems: readonly { readonly path: string; readonly message: string }[],
): TypeError {
  return new TypeError(problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

interface Surroundings {
  readonly tasks: TaskRegistry;
  readonly logs: string[];
}

async function runNode(
  memory: MemoryRun,
  node: number,
  { tasks, logs }: Surroundings,
): Promise<void> {
  const { run } = memory;
  const { attempt, retries } = nodeAt(run, node);
  const { task, options } = planNodeAt(run, node);
  const taskId = taskIdOf(run, node);
  const startedAt = Date.now();
  const outcome = await executeTask(
    tasks,
    {
      task,
      call: memoryCall(memory, node),
      taskId,
      runId: run.publicId,
      retries,
      attempt,
      limits: options,
    },
    {
      aborter: new AbortController(),
      now: Date.now,
      random: Math.random,
      after,
      log: (message) => void logs.push(message),
      tell: () => {},
      compile: (json, checksArguments) => compileEager(json, tasks, checksArguments),
      apply: async (canvas) => (await runEager(canvas, tasks)).run_id,
    },
  );

  const { outcome: recorded } = resolveOutcome(run, node, atOnce(outcome));

  report(memory, [{ node, attempt, startedAt, outcome: recorded }], Date.now());
}

function atOnce(outcome: Outcome): Outcome {
  return outcome.kind === "retry" ? { ...outcome, delayMs: 0 } : outcome;
}

function viewOf({ run }: MemoryRun, logs: readonly string[]): EagerRun {
  const viewer = { run, running: new Map(), read: readInline };

  return {
    run_id: run.publicId,
    state: runState(viewer),
    result: JSON.parse(resultText(run, readInline)),
    error: runError(run),
    nodes: [...run.nodes.keys()].map((node) => nodeView(viewer, node)),
    logs,
  };
}

function newRunId(): string {
  return makeRunId(Date.now(), 0, crypto.getRandomValues(new Uint8Array(8)));
}
