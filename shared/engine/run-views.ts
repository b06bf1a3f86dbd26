/** What the API shows of a whole run. Its outcome is its output's; links and errbacks never change it. */
import type { JsonText } from "../canvas/json.ts";
import { TASK_STATES, type ErrorView, type RunSummary, type TaskState } from "../wire/views.ts";
import { gateIndex, isGate } from "./plan.ts";
import { type FinalStatus, NODE_STATUSES, type RunState, isRunFinal, nodeAt } from "./run.ts";
import { gateAt } from "./settle.ts";
import { type ReadValue, jsonListBytes } from "./values.ts";
import {
  STATE_OF,
  type Viewer,
  errorView,
  nodeStateView,
  runningNodes,
  shownBytes,
  shownText,
} from "./views.ts";

/** Which outcome of a member decides for a final group. */
const WORST_FIRST: readonly FinalStatus[] = ["FAILURE", "REVOKED", "IGNORED"];

/** The nodes the run's outcome is read from, in order. */
function outputNodes(run: RunState): readonly number[] {
  const { output } = run.plan;

  if (!isGate(output)) {
    return [output];
  }

  const gate = gateAt(run, gateIndex(output));

  return gate.kind === "join" ? gate.members : [];
}

export function isListOutput(run: RunState): boolean {
  return isGate(run.plan.output);
}

/** PENDING until a consumer took the first task, STARTED until the last node is final, then the outcome. */
export function runState(viewer: Viewer): TaskState {
  const { run } = viewer;

  if (isRunFinal(run)) {
    return outputStatus(run);
  }

  const { EXPANDED, RETRY, SUCCESS, FAILURE, REVOKED, IGNORED } = run.counts;

  return EXPANDED + RETRY + SUCCESS + FAILURE + REVOKED + IGNORED > 0 ||
    runningNodes(viewer).length > 0
    ? "STARTED"
    : "PENDING";
}

function outputStatus(run: RunState): FinalStatus {
  const settled = isListOutput(run) ? run.gates[gateIndex(run.plan.output)] : undefined;
  const statuses = new Set(outputNodes(run).map((node) => nodeAt(run, node).status));
  const worst = WORST_FIRST.find((status) => statuses.has(status));

  // A group without members has only its gate to tell that what came before it failed.
  return worst ?? settled?.status ?? "SUCCESS";
}

export function runError(run: RunState): ErrorView | null {
  const status = outputStatus(run);
  const decisive = outputNodes(run).find((node) => nodeAt(run, node).status === status);

  return errorView(run, decisive ?? run.plan.output);
}

/** How large the result is; 0 while there is none. */
export function resultBytes(run: RunState): number {
  if (!hasResult(run)) {
    return 0;
  }

  const sizes = outputNodes(run).map((node) => shownBytes(run, node));

  return isListOutput(run) ? jsonListBytes(sizes) : (sizes[0] ?? 0);
}

/** The result as JSON text; "null" while there is none and for a run that failed. */
export function resultText(run: RunState, read: ReadValue): JsonText {
  if (!hasResult(run)) {
    return "null";
  }

  const shown = outputNodes(run).map((node) => shownText(run, node, read));

  return isListOutput(run) ? `[${shown.join(",")}]` : (shown[0] ?? "null");
}

function hasResult(run: RunState): boolean {
  return (
    isRunFinal(run) &&
    (outputStatus(run) === "SUCCESS" || (outputStatus(run) === "IGNORED" && isListOutput(run)))
  );
}

export function countsView(viewer: Viewer): RunSummary["counts"] {
  const { run } = viewer;
  const counts = new Map<TaskState, number>(TASK_STATES.map((state) => [state, 0]));

  function count(state: TaskState, more: number): void {
    counts.set(state, (counts.get(state) ?? 0) + more);
  }

  for (const status of NODE_STATUSES.filter((each) => each !== "DROPPED")) {
    count(STATE_OF[status], run.counts[status]);
  }

  for (const node of runningNodes(viewer)) {
    count(STATE_OF[nodeAt(run, node).status], -1);
    count(nodeStateView(viewer, node), 1);
  }

  return Object.fromEntries([...counts].filter(([, number]) => number > 0));
}
