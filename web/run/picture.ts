/** A run at one moment: now, or any since it began. All pure. */
import type { LiveRun } from "../live/apply-frame.ts";
import { factsOf, groupFacts, type GroupFacts } from "./group-facts.ts";
import type { Member } from "./members.ts";
import { memberAt, nodeAt } from "./replay.ts";

/** What is known of the tasks at that moment. */
export interface Picture {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The same, since the run was created. */
  readonly ms: number;
  readonly live: LiveRun;
  /** Large groups as they were then; none of now, which frames tell. */
  readonly past: ReadonlyMap<string, GroupFacts>;
}

interface Moment {
  /** Milliseconds since the epoch; null: now. */
  readonly at: number | null;
  readonly now: number;
  /** Of the groups that frames do not tell singly, as far as they were read. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
}

const NO_PAST: Picture["past"] = new Map();

export function pictureOf(live: LiveRun, { at, now, members }: Moment): Picture {
  const created = Date.parse(live.run.created_at);

  if (at === null) {
    return { at: now, ms: now - created, live, past: NO_PAST };
  }

  const ms = at - created;
  const nodes = new Map(Array.from(live.nodes, ([id, node]) => [id, nodeAt(node, at)]));
  const past = Array.from(members, ([groupId, known]) => {
    const then = known.map((member) => memberAt(member, ms));
    const name = live.groups.get(groupId)?.name ?? null;

    return [
      groupId,
      {
        groupId,
        name,
        ...factsOf(
          then.map(({ state }) => state),
          then,
        ),
      },
    ] as const;
  });

  return { at, ms, live: { ...live, nodes }, past: new Map(past) };
}

/** Null: there is no such group. */
export function groupIn({ live, past }: Picture, groupId: string): GroupFacts | null {
  return past.get(groupId) ?? groupFacts(live, groupId);
}
