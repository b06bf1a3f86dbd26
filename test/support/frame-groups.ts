import { changedGroup } from "../../shared/engine/group-change.ts";
import type { GroupFrame, ServerFrame } from "../../shared/wire/frames.ts";

export type Groups = ReadonlyMap<string, GroupFrame>;

/** The large groups by their id, as one knows them after one more frame. */
export function groupsAfter(known: Groups, frame: ServerFrame): Groups {
  if (frame.type === "end") {
    return known;
  }

  const { groups } = frame;
  const changes = frame.type === "delta" ? (frame.group_changes ?? []) : [];
  const changed = changes.map((change) => {
    const before = known.get(change.group_id);

    if (before === undefined) {
      throw new Error(`A change of group ${change.group_id}, which was never told whole.`);
    }

    return changedGroup(before, change);
  });
  const news = [...groups, ...changed].map((group) => [group.group_id, group] as const);

  return new Map([...(frame.type === "snapshot" ? [] : known), ...news]);
}
