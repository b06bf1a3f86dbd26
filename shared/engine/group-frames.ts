/** Large groups as one thing each, for live frames: what their members' states and times come to, instead of an event a member. */
import { cellsOf } from "../wire/cells.ts";
import { type GroupFrame, LARGE_GROUP_SIZE } from "../wire/frames.ts";
import { packCells } from "../wire/packed-cells.ts";
import type { TaskState } from "../wire/views.ts";
import { planNodeAt } from "./call.ts";
import { groupIdOf } from "./ids.ts";
import { paceOf } from "./pace.ts";
import { parentOf } from "./relations.ts";
import { type RunState, isDropped } from "./run.ts";
import { gateAt } from "./settle.ts";
import { memberTimes } from "./times-view.ts";
import { type Viewer, nodeStateView } from "./views.ts";

/** The large group that a node is shown in, or -1. */
export function largeGroupOf(run: RunState, node: number): number {
  const index = run.graph.groupOf[node] ?? -1;

  return index >= 0 && membersOf(run, index).length > LARGE_GROUP_SIZE ? index : -1;
}

export function largeGroups(run: RunState): number[] {
  return [...run.plan.gates.keys()].filter((index) => {
    const members = membersOf(run, index);

    return members.length > LARGE_GROUP_SIZE && !isDropped(run, members[0] ?? 0);
  });
}

export function groupFrame(viewer: Viewer, group: number): GroupFrame {
  const { run } = viewer;
  const members = membersOf(run, group);
  const states = members.map((member) => nodeStateView(viewer, member));
  const names = new Set(members.map((member) => planNodeAt(run, member).task));
  const [name = null] = names;
  const [first = 0] = members;

  return {
    group_id: groupIdOf(run, group),
    name: names.size === 1 ? name : null,
    first,
    size: states.length,
    parent_id: parentOf(run, first),
    counts: countStates(states),
    cells: packCells(cellsOf(states)),
    pace: paceOf(members.map((member) => memberTimes(viewer, member))),
  };
}

function countStates(states: readonly TaskState[]): Record<string, number> {
  const counts: Record<string, number> = {};

  for (const state of states) {
    counts[state] = (counts[state] ?? 0) + 1;
  }

  return counts;
}

function membersOf(run: RunState, index: number): readonly number[] {
  const gate = gateAt(run, index);

  return gate.kind === "join" ? gate.members : [];
}
