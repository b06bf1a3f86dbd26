import type { GroupFrame } from "../../shared/wire/frames.ts";
import type { TaskState } from "../../shared/wire/views.ts";
import type { LiveRun } from "../live/apply-frame.ts";
import { memberStates } from "../live/member-states.ts";

/** A group as far as frames tell of it. */
export interface GroupFacts {
  readonly groupId: string;
  /** Null: its members are different tasks. */
  readonly name: string | null;
  readonly counts: Readonly<Record<string, number>>;
  /** In order of their places. */
  readonly states: readonly TaskState[];
}

/** A large group has a frame of its own; of a small one the members are told singly. Null: there is no such group. */
export function groupFacts({ nodes, groups }: LiveRun, groupId: string): GroupFacts | null {
  const frame = groups.get(groupId);

  return frame === undefined ? smallGroup(nodes, groupId) : largeGroup(frame);
}

function largeGroup(frame: GroupFrame): GroupFacts {
  const { group_id: groupId, name, counts } = frame;

  return { groupId, name, counts, states: memberStates(frame) };
}

function smallGroup(nodes: LiveRun["nodes"], groupId: string): GroupFacts | null {
  const members = [...nodes.values()].filter(({ group_id: group }) => group === groupId);
  const [first] = members;

  if (first === undefined) {
    return null;
  }

  const states = members.map(({ state }) => state);

  return {
    groupId,
    name: members.every(({ name }) => name === first.name) ? first.name : null,
    counts: Object.fromEntries(
      Array.from(
        Map.groupBy(states, (state) => state),
        ([state, alike]) => [state, alike.length],
      ),
    ),
    states,
  };
}
