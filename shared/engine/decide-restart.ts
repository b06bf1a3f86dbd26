/** Running again what is over: the tasks that did not succeed, or one task and all behind it. */
import type { EditedNode, Fact } from "./delta.ts";
import { downstreamOf } from "./downstream.ts";
import { toRanges } from "./ranges.ts";
import { type NodeState, type NodeStatus, type RunState, isRunFinal } from "./run.ts";

/** Nodes to begin from, and another call for one of them, where there is one. */
export interface RestartFrom {
  readonly nodes: readonly number[];
  readonly edited: EditedNode | null;
}

/** `running`: only what is final can be run again. `nothing`: all of it succeeded. */
export type RestartRefusal = "running" | "nothing";

/** `from` null: what failed, was revoked or ignored begins anew. What succeeded keeps its result. */
export function decideRestart(run: RunState, from: RestartFrom | null): Fact | RestartRefusal {
  if (!isRunFinal(run)) {
    return "running";
  }

  if (from !== null) {
    const { nodes, edited } = from;

    return { kind: "restarted", nodes: toRanges(downstreamOf(run, nodes).nodes), edited };
  }

  return run.nodes.some(isUnfinished)
    ? { kind: "restarted", nodes: toRanges(unsuccessful(run)), edited: null }
    : "nothing";
}

const KEPT: ReadonlySet<NodeStatus> = new Set(["SUCCESS", "DROPPED"]);

/** It failed, was revoked, or asked to be ignored. A callback that nobody called has missed nothing. */
function isUnfinished({ status, by }: NodeState): boolean {
  return status === "FAILURE" || status === "REVOKED" || (status === "IGNORED" && by === null);
}

function unsuccessful({ nodes }: RunState): number[] {
  return [...nodes.keys()].filter((node) => !KEPT.has(nodes[node]?.status ?? "DROPPED"));
}
