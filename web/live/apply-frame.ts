import { changedGroup } from "../../shared/engine/group-change.ts";
import type { DeltaFrame, GroupFrame, ServerFrame } from "../../shared/wire/frames.ts";
import { READY_STATES, type NodeView, type RunView } from "../../shared/wire/views.ts";

/** A run as far as its frames have told. */
export interface LiveRun {
  /** The last frame that was applied. */
  readonly seq: number;
  readonly run: RunView;
  /** By task id, in the order they became known. Members of large groups are counted in `groups` instead. */
  readonly nodes: ReadonlyMap<string, NodeView>;
  readonly groups: ReadonlyMap<string, GroupFrame>;
}

/**
 * The state after one more frame. A snapshot replaces everything. What is older than the state is ignored, and so is a delta that has
 * no snapshot to stand on. Several frames may share a seq: it counts what was stored, and a task that starts is told but not stored.
 * They say how things are, not how they changed, so one that comes twice does no harm. What did not change keeps its identity.
 */
export function applyFrame(state: LiveRun | null, frame: ServerFrame): LiveRun | null {
  switch (frame.type) {
    case "snapshot":
      return {
        seq: frame.seq,
        run: frame.run,
        nodes: byKey(frame.nodes, nodeKey),
        groups: byKey(frame.groups, groupKey),
      };
    case "delta":
      if (state === null || frame.seq < state.seq) {
        return state;
      }

      return {
        seq: frame.seq,
        run: revived(state.run, frame),
        nodes:
          frame.changes.length === 0 ? state.nodes : byKey(frame.changes, nodeKey, state.nodes),
        groups: groupsAfter(state.groups, frame),
      };
    case "end":
      return state === null || frame.seq < state.seq
        ? state
        : { ...state, seq: frame.seq, run: frame.run };
  }
}

function groupsAfter(
  known: LiveRun["groups"],
  { groups, group_changes: changes = [] }: Pick<DeltaFrame, "groups" | "group_changes">,
): LiveRun["groups"] {
  const changed = changes.flatMap((change) => {
    const group = known.get(change.group_id);

    return group === undefined ? [] : changedGroup(group, change);
  });
  const news = [...groups, ...changed];

  return news.length === 0 ? known : byKey(news, groupKey, known);
}

/** What a run came to is no longer so when it goes on: somebody retried it. */
function revived(run: RunView, { state, counts }: Pick<DeltaFrame, "state" | "counts">): RunView {
  if (run.finished_at === null || READY_STATES.has(state)) {
    return { ...run, state, counts };
  }

  const { result_url: _, ...rest } = run;

  return { ...rest, state, counts, result: null, error: null, finished_at: null };
}

function nodeKey(node: NodeView): string {
  return node.task_id;
}

function groupKey(group: GroupFrame): string {
  return group.group_id;
}

function byKey<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
  base?: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const map = new Map(base);

  for (const value of values) {
    map.set(keyOf(value), value);
  }

  return map;
}
