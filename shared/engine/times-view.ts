import type { TimesQuery } from "../wire/rpc.ts";
import type { TaskState, TimesView } from "../wire/views.ts";
import { groupOf } from "./relations.ts";
import { nodeAt } from "./run.ts";
import { type Viewer, nodeStateView } from "./views.ts";

/** When everything happened to the nodes of a run, or of one of its groups, as lists side by side. */
export function timesView(viewer: Viewer, { group, from, limit }: TimesQuery): TimesView {
  const { run } = viewer;
  const nodes: number[] = [];
  let next = from;

  for (; next < run.nodes.length && nodes.length < limit; next += 1) {
    if (group === null || groupOf(run, next) === group) {
      nodes.push(next);
    }
  }

  return {
    nodes,
    states: nodes.map((node): TaskState => nodeStateView(viewer, node)),
    queued: nodes.map((node) => sinceCreated(viewer, nodeAt(run, node).queuedAt)),
    started: nodes.map((node) => sinceCreated(viewer, startOf(viewer, node))),
    finished: nodes.map((node) => sinceCreated(viewer, nodeAt(run, node).finishedAt)),
    next_cursor: next < run.nodes.length ? String(next) : null,
  };
}

/** Of one that runs only its lease knows. */
function startOf({ run, running }: Viewer, node: number): number {
  return nodeAt(run, node).startedAt || (running.get(node)?.startedAt ?? 0);
}

function sinceCreated({ run: { createdAt } }: Viewer, at: number): number | null {
  return at === 0 ? null : at - createdAt;
}
