import { type MemberTimes, paceOf } from "../../shared/engine/pace.ts";
import { cellsOf } from "../../shared/wire/cells.ts";
import type { GroupFrame, GroupPace } from "../../shared/wire/frames.ts";
import { unpackCells } from "../../shared/wire/packed-cells.ts";
import type { NodeView, TaskState } from "../../shared/wire/views.ts";
import type { LiveRun } from "../live/apply-frame.ts";
import { countsOf } from "./status.ts";

/** A group as one thing, of whatever size. */
export interface GroupFacts {
  readonly groupId: string;
  /** Null: its members are different tasks. */
  readonly name: string | null;
  readonly size: number;
  readonly counts: Readonly<Record<string, number>>;
  /** In order of their places: `shared/wire/cells.ts`. */
  readonly cells: readonly TaskState[];
  readonly pace: GroupPace | null;
}

/** A large group has a frame of its own; of a small one the members are told singly. Null: there is no such group. */
export function groupFacts(live: LiveRun, groupId: string): GroupFacts | null {
  const frame = live.groups.get(groupId);

  return frame === undefined ? smallGroup(live, groupId) : largeGroup(frame);
}

function largeGroup(frame: GroupFrame): GroupFacts {
  const { group_id: groupId, name, size, counts, pace } = frame;

  return { groupId, name, size, counts, cells: unpackCells(frame), pace };
}

function smallGroup({ run, nodes }: LiveRun, groupId: string): GroupFacts | null {
  const members = [...nodes.values()].filter(({ group_id: group }) => group === groupId);
  const [first] = members;

  if (first === undefined) {
    return null;
  }

  const created = Date.parse(run.created_at);
  const name = members.every((member) => member.name === first.name) ? first.name : null;
  const states = members.map(({ state }) => state);
  const times = members.map((member) => timesOf(member, created));

  return { groupId, name, ...factsOf(states, times) };
}

/** What the states and the times of all members come to. */
export function factsOf(
  states: readonly TaskState[],
  times: readonly MemberTimes[],
): Pick<GroupFacts, "size" | "counts" | "cells" | "pace"> {
  return {
    size: states.length,
    counts: countsOf(states),
    cells: cellsOf(states),
    pace: paceOf(times),
  };
}

function timesOf(node: NodeView, created: number): MemberTimes {
  return {
    queued: since(node.queued_at),
    started: since(node.started_at),
    finished: since(node.finished_at),
  };

  function since(time: string | null): number | null {
    return time === null ? null : Date.parse(time) - created;
  }
}
