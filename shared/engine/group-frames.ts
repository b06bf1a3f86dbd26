/** Large groups as one thing each, for live frames: what their members' states and times come to, instead of an event a member. */
import { z } from "zod";

import { cellsOf } from "../wire/cells.ts";
import { type GroupFrame, LARGE_GROUP_SIZE } from "../wire/frames.ts";
import { TASK_STATES, type TaskState } from "../wire/views.ts";
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
    cells: packStates(cellsOf(states)),
    pace: paceOf(members.map((member) => memberTimes(viewer, member))),
  };
}

/** Two states a byte, the first in the high half; base64. */
export function packStates(states: readonly TaskState[]): string {
  const bytes = new Uint8Array(Math.ceil(states.length / 2));

  for (const [index, state] of states.entries()) {
    const shift = index % 2 === 0 ? 4 : 0;
    const at = index >> 1;

    bytes[at] = (bytes[at] ?? 0) | (TASK_STATES.indexOf(state) << shift);
  }

  return z.core.util.uint8ArrayToBase64(bytes);
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
