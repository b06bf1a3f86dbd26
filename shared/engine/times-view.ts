import type { TimesQuery } from "../wire/rpc.ts";
import type { TaskState, TimesView } from "../wire/views.ts";
import type { MemberTimes } from "./pace.ts";
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

  const times = nodes.map((node) => memberTimes(viewer, node));

  return {
    nodes,
    states: nodes.map((node): TaskState => nodeStateView(viewer, node)),
    queued: times.map(({ queued }) => queued),
    started: times.map(({ started }) => started),
    finished: times.map(({ finished }) => finished),
    next_cursor: next < run.nodes.length ? String(next) : null,
  };
}

export function memberTimes(viewer: Viewer, node: number): MemberTimes {
  const { queuedAt, finishedAt } = nodeAt(viewer.run, node);

  return {
    queued: sinceCreated(viewer, queuedAt),
    started: sinceCreated(viewer, startOf(viewer, node)),
    finished: sinceCreated(viewer, finishedAt),
  };
}

/** Of one that runs only its lease knows. */
function startOf({ run, running }: Viewer, node: number): number {
  return nodeAt(run, node).startedAt || (running.get(node)?.startedAt ?? 0);
}

function sinceCreated({ run: { createdAt } }: Viewer, at: number): number | null {
  return at === 0 ? null : at - createdAt;
}
