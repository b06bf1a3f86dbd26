/** Runs a canvas on the engine alone, its tasks being a pure model, reports coming in whatever order is asked for. */
import { CANVAS_TASK, EACH_TASK } from "../../shared/canvas/each.ts";
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import { parseCanvas } from "../../shared/canvas/parse.ts";
import { callOf } from "../../shared/engine/call.ts";
import type { TaskCatalog } from "../../shared/engine/catalog.ts";
import { compileCanvas } from "../../shared/engine/compile.ts";
import { resolveOutcome } from "../../shared/engine/decide-delivery.ts";
import type { Report } from "../../shared/engine/decide.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { MAP_TASK, STARMAP_TASK } from "../../shared/engine/map-tasks.ts";
import { type MemoryRun, report, revoke, startMemoryRun } from "../../shared/engine/memory-run.ts";
import type { Outcome } from "../../shared/engine/outcome.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import type { RunState } from "../../shared/engine/run.ts";
import { type ReadValue, readInline } from "../../shared/engine/values.ts";
import { groupOfEach } from "../../shared/task/each.ts";
import { builtinTasks } from "../reference/builtin-tasks.ts";

/** Takes any task: what the model makes of it is the model's matter. */
export const anyTask: TaskCatalog = {
  find: () => ({}),
  names: [],
  queues: ["default"],
  problemsOf: () => [],
};

/** Refused canvases come back as the reasons. */
export function planOf(canvas: unknown, catalog = anyTask): Plan | readonly string[] {
  const parsed = parseCanvas(canvas);

  if (!parsed.ok) {
    return parsed.errors.map(({ path, message }) => `${path}: ${message}`);
  }

  const compiled = compileCanvas(parsed.canvas, catalog);

  return compiled.ok
    ? compiled.plan
    : compiled.problems.map(({ path, message }) => `${path}: ${message}`);
}

export function isPlan(planned: Plan | readonly string[]): planned is Plan {
  return "nodes" in planned;
}

export const RUN_ID = makeRunId(1_700_000_000_000, 3, new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));

/** `pick` chooses which of the ready tasks is run and reported next, out of `count`. */
export function runModel(
  plan: Plan,
  pick: (count: number) => number = () => 0,
  revoked: readonly number[] = [],
): MemoryRun {
  const memory = startMemoryRun(RUN_ID, plan, 1000);

  // All that is revoked before anything runs, in one step, as far as it is not final by then.
  revoked.forEach((node) => revoke(memory, node, 1000));
  runOn(memory, 1000, pick);

  return memory;
}

/** Runs what is ready, and what becomes ready by it, from the time `from` on; so many tasks at most. */
export function runOn(
  memory: MemoryRun,
  from: number,
  pick: (count: number) => number = () => 0,
  tasks = Number.POSITIVE_INFINITY,
): void {
  for (let now = from + 1; memory.ready.length > 0 && now <= from + tasks; now += 1) {
    const [node = 0] = memory.ready.splice(pick(memory.ready.length), 1);

    report(memory, [reportOf(memory, node, now)], now);
  }
}

function reportOf(memory: MemoryRun, node: number, now: number): Report {
  const { attempt = 0 } = memory.run.nodes[node] ?? {};

  return {
    node,
    attempt,
    startedAt: now,
    outcome: resolveOutcome(memory.run, node, modelOutcome(memory.run, node)).outcome,
  };
}

/** What the model makes of a node's call, as a consumer would report it. */
export function modelOutcome(run: RunState, node: number, read: ReadValue = readInline): Outcome {
  const [args, kwargs] = parseCall(callOf(run, node, read));
  const task = run.plan.nodes[node]?.task ?? "";
  const put = replacement(task, args, kwargs);

  if (put !== undefined) {
    return put;
  }

  const outcome = runTask(task, args, kwargs);

  switch (outcome.kind) {
    case "success":
      return { kind: "success", value: JSON.stringify(outcome.value) };
    case "failure":
      return {
        kind: "failure",
        error: { type: outcome.type, message: outcome.message, traceback: null },
      };
    case "ignored":
      return { kind: "ignored" };
  }
}

/** What the tasks that only put something in their place come to. */
function replacement(
  task: string,
  args: readonly JsonValue[],
  kwargs: JsonObject,
): Outcome | undefined {
  const [items] = args;

  if (task === CANVAS_TASK) {
    return replacedBy(kwargs["canvas"]);
  }

  if (task !== EACH_TASK) {
    return undefined;
  }

  return Array.isArray(items)
    ? replacedBy(groupOfEach(items, kwargs["task"]))
    : { kind: "failure", error: { type: "TypeError", message: "no list", traceback: null } };
}

function replacedBy(canvas: unknown): Outcome {
  const plan = planOf(canvas);

  if (!isPlan(plan)) {
    throw new TypeError(`The canvas was refused: ${plan.join("; ")}`);
  }

  return { kind: "replaced", planParts: encodePlan(plan) };
}

export function parseCall(text: string): [readonly JsonValue[], JsonObject] {
  return JSON.parse(text);
}

type ModelOutcome = ReturnType<typeof builtinTasks>;

/** A map is one execution over its items; the first that does not succeed is the outcome of the whole. */
export function runTask(
  task: string,
  args: readonly JsonValue[],
  kwargs: JsonObject,
): ModelOutcome {
  if (task !== MAP_TASK && task !== STARMAP_TASK) {
    return builtinTasks(task, args, kwargs);
  }

  const { task: inner, it } = kwargs as { task: { task: string }; it: readonly JsonValue[] };
  const outcomes = it.map((item) =>
    builtinTasks(inner.task, task === STARMAP_TASK && Array.isArray(item) ? item : [item], {}),
  );
  const broken = outcomes.find(({ kind }) => kind !== "success");

  return (
    broken ?? {
      kind: "success",
      value: outcomes.map((outcome) => (outcome.kind === "success" ? outcome.value : null)),
    }
  );
}
