/**
 * The meaning of a canvas, as a direct recursive reading of its JSON: what comes in goes down, what it yields comes up. It knows
 * no graph, no queue and no time, and shares no code with the engine, whose results are compared with it.
 *
 * Records stand in graph order: as written and depth first; a chain's steps in turn, a chord's header before its body, and
 * after each part (task or composition) its links, then its errbacks, each with all that it holds.
 *
 * Revoked tasks are taken as revoked before anything ran.
 */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import { builtinTasks, type TaskModel } from "./builtin-tasks.ts";
import { applied, callWith, noCall, type Call, type Role } from "./call.ts";
import type { CanvasTree, ChainTree, ChordTree, GroupTree, TaskTree } from "./canvas-tree.ts";
import { following } from "./following.ts";
import type { Ended, FinalState, Outcome, Output, TaskError } from "./outcome.ts";
import { isWithin, pathOf } from "./path.ts";
import { readCanvas } from "./read-canvas.ts";
import { runResult, type RunResult } from "./run-result.ts";
import { endedOutcome, runTask } from "./run-task.ts";

/** One task execution of the run. */
export interface TaskRecord {
  readonly path: string;
  readonly role: Role;
  readonly name: string;
  readonly state: FinalState;
  /** As shown afterwards: null unless SUCCESS, and null under `ignore_result`. */
  readonly value: JsonValue;
  readonly error: TaskError | null;
  /** What it was called with; null if it never ran. */
  readonly args: readonly JsonValue[] | null;
  readonly kwargs: JsonObject | null;
}

export interface Evaluation extends RunResult {
  /** In graph order. */
  readonly records: readonly TaskRecord[];
}

export interface Situation {
  /** What the tasks do; the built-in ones unless given. */
  readonly tasks?: TaskModel;
  /** Paths of the tasks revoked before the run began. */
  readonly revoked?: ReadonlySet<string>;
  /** How tasks ended that did so by themselves, whatever they would have come to: lost, expired, revoked half-way; by their paths. */
  readonly ended?: ReadonlyMap<string, Ended>;
  /** The task id of the task at a path, as it appears in messages and in the calls of errbacks; `<path>` unless given. */
  readonly idOf?: (path: string) => string;
}

/** Evaluates Celery's signature JSON; throws RefusedCanvas where a submit is answered 422. */
export function evaluate(canvas: unknown, situation: Situation = {}): Evaluation {
  const world: World = {
    tasks: situation.tasks ?? builtinTasks,
    revoked: situation.revoked ?? new Set(),
    ended: situation.ended ?? new Map(),
    idOf: situation.idOf ?? ((path) => `<${path}>`),
    records: [],
  };
  const output = evaluateCanvas(readCanvas(canvas), callWith([], "step"), world);
  return { ...runResult(output, world.records), records: world.records };
}

interface World extends Required<Situation> {
  readonly records: TaskRecord[];
}

function evaluateCanvas(canvas: CanvasTree, call: Call, world: World): Output {
  const output = evaluateBare(canvas, applied(canvas, call), world);
  evaluateLinks(canvas, output, world);
  evaluateErrbacks(canvas, output, world);
  return output;
}

function evaluateBare(canvas: CanvasTree, call: Call, world: World): Output {
  switch (canvas.kind) {
    case "task":
      return evaluateTask(canvas, call, world);
    case "chain":
      return evaluateChain(canvas, call, world);
    case "group":
      return evaluateGroup(canvas, call, world);
    case "chord":
      return evaluateChord(canvas, call, world);
  }
}

function evaluateTask(task: TaskTree, call: Call, world: World): Output {
  const { path, name } = task;
  const own = world.ended.get(path) ?? (world.revoked.has(path) ? revokedBy(path) : null);
  const ended = own ?? call.ended;
  const outcome = ended === null ? runTask(task, call, world.tasks) : endedOutcome(path, ended);
  const { state, shown: value, error } = outcome;
  const called =
    ended === null || own?.state === "FAILURE"
      ? { args: call.args, kwargs: call.kwargs }
      : { args: null, kwargs: null };
  world.records.push({ path, role: call.role, name, state, value, error, ...called });
  const failedItself = state === "FAILURE" && outcome.began === path;
  return {
    kind: "one",
    tasks: [outcome],
    failFast: false,
    before: null,
    errbackCalls: [failedItself ? path : null],
  };
}

function revokedBy(path: string): Ended {
  const error = { type: "TaskRevokedError", message: "revoked" };
  return { state: "REVOKED", error, began: path };
}

/** One errback call for the whole chain: for the step that failed by itself, of several at its end the first. */
function evaluateChain(chain: ChainTree, call: Call, world: World): Output {
  const between: (Ended | null)[] = [];
  let output = evaluateCanvas(chain.first, call, world);
  for (const step of chain.rest) {
    const next = following(output, chain.path, call.role, world);
    between.push(next.ended);
    output = evaluateCanvas(step, next, world);
  }
  const ends = [...between, output.before, ...output.tasks];
  const failed = ends.find((end) => failedWithin(chain.path, end));
  return { ...output, errbackCalls: [failed?.began ?? null] };
}

function evaluateGroup(group: GroupTree, call: Call, world: World): Output {
  const outputs = group.members.map((member) => evaluateCanvas(member, call, world));
  return {
    kind: "list",
    tasks: outputs.flatMap((output) => output.tasks),
    failFast: group.failFast,
    before: call.ended,
    errbackCalls: outputs.flatMap((output) => output.errbackCalls),
  };
}

function evaluateChord(chord: ChordTree, call: Call, world: World): Output {
  const header = evaluateCanvas(chord.header, call, world);
  const toBody = {
    ...following(header, chord.path, call.role, world),
    ignoreResult: call.ignoreResult,
  };
  const body = evaluateCanvas(chord.body, toBody, world);
  return { ...body, errbackCalls: chordErrbackCalls(chord, toBody, body) };
}

/** Watched is the body alone: one call for each task that it yields, with its own id where the header failed. */
function chordErrbackCalls(chord: ChordTree, toBody: Call, body: Output): Output["errbackCalls"] {
  if (toBody.ended === null && body.kind === "one") {
    return body.errbackCalls;
  }
  const isHeaderFailed = toBody.ended?.state === "FAILURE" && toBody.ended.began === undefined;
  const failed = body.tasks.map((task) => {
    // A body that was revoked meanwhile still hears of its header.
    if (!failedWithin(chord.path, task) && !isHeaderFailed) {
      return null;
    }
    return toBody.ended === null ? task.began : task.path;
  });
  // One failure inside the body that spread to several tasks of its list is told once.
  return failed.map((path, index) => (failed.indexOf(path) === index ? path : null));
}

function failedWithin(path: string, end: Ended | Outcome | null): boolean {
  return end?.state === "FAILURE" && end.began !== undefined && isWithin(path, end.began);
}

/** What nobody calls ends IGNORED with all that it holds. */
const NOT_CALLED: Ended = { state: "IGNORED", error: null, began: undefined };

function evaluateLinks(canvas: CanvasTree, output: Output, world: World): void {
  for (const link of canvas.links) {
    const [task] = output.tasks;
    const called = task?.state === "SUCCESS";
    const call = called ? callWith([task.value], "link") : noCall(NOT_CALLED, "link");
    evaluateCanvas(link, call, world);
  }
}

function evaluateErrbacks(canvas: CanvasTree, output: Output, world: World): void {
  const once = output.kind === "one" || canvas.kind === "chain";
  canvas.errbacks.forEach((errbackAt, index) => {
    output.errbackCalls.forEach((failed, position) => {
      const part = once ? `link_error[${index}]` : `link_error[${index}][${position}]`;
      const call =
        failed === null ? noCall(NOT_CALLED, "errback") : callWith([world.idOf(failed)], "errback");
      evaluateCanvas(errbackAt(pathOf(canvas.path, part)), call, world);
    });
  });
}
