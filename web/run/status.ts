/** How one task, or several as one, fare: as a node shows it. All pure. */
import { READY_STATES, type NodeView, type TaskState } from "../../shared/wire/views.ts";
import type { NodeStatus } from "../graph/nodes/node-look.ts";
import { formatCount, formatDuration } from "../ui/format.ts";
import { tally, type Tally } from "../ui/state.ts";
import { previewOf } from "./preview.ts";
import { progressOf } from "./progress.ts";

/** `at` in milliseconds since the epoch. */
export function taskStatus(node: NodeView, at: number): NodeStatus {
  return { state: node.state, figure: figureOf(node, at), tally: null, result: previewOf(node) };
}

/** Of several tasks, by how many are in each state. */
export function manyStatus(counts: Readonly<Record<string, number>>): NodeStatus {
  const counted = tally(counts);

  return {
    state: commonState(counted),
    figure: `${formatCount(counted.done)} of ${formatCount(counted.total)}`,
    tally: counted,
    result: null,
  };
}

export function countsOf(states: readonly TaskState[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};

  for (const state of states) {
    counts[state] = (counts[state] ?? 0) + 1;
  }

  return counts;
}

/** The state of several tasks as one: what is over is as bad as its worst. */
function commonState({ parts, done, total }: Tally): TaskState {
  const has = (state: TaskState): boolean => parts.some((part) => part.state === state);

  if (done === total) {
    return (["FAILURE", "REVOKED", "IGNORED"] as const).find(has) ?? "SUCCESS";
  }

  if (done > 0 || has("STARTED")) {
    return "STARTED";
  }

  return (["RETRY", "RECEIVED"] as const).find(has) ?? "PENDING";
}

/** How long it took or takes, and which try it is. */
function figureOf(node: NodeView, at: number): string | null {
  const { started_at: started, finished_at: finished, attempts, state } = node;
  const end = finished === null ? at : Date.parse(finished);
  const far = progressOf(node);

  if (far !== null && finished === null) {
    return `${formatCount(far.current)} of ${formatCount(far.total)}`;
  }

  const ran = started === null ? null : formatDuration(end - Date.parse(started));

  if (ran === null && READY_STATES.has(state) && node.error !== null) {
    return "did not run";
  }

  return attempts > 1 ? [ran, `try ${attempts}`].filter((part) => part !== null).join(", ") : ran;
}
