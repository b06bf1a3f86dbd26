/** How each block fares in a run, at the moment that is shown. */
import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import { isFrame } from "../../../shared/drawing/block.ts";
import { allBlocks, type Drawing } from "../../../shared/drawing/drawing.ts";
import type { NodeView } from "../../../shared/wire/views.ts";
import { MANY_MEMBERS } from "../../graph/layout/sizes.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import type { GroupFacts } from "../../run/group-facts.ts";
import { groupIn, type Picture } from "../../run/picture.ts";
import { nodeIndex } from "../../run/rows.ts";
import { countsOf, manyStatus, taskStatus } from "../../run/status.ts";
import type { Numbers } from "./numbers.ts";
import { putBy } from "./put-by.ts";

export interface Statuses {
  readonly blocks: ReadonlyMap<BlockId, NodeStatus>;
  /** Of the lists that frames gather, by the frame: a lane counts once all of it is done. */
  readonly joins: ReadonlyMap<BlockId, NodeStatus>;
  /** Of frames with many members, and of what an each has become. */
  readonly groups: ReadonlyMap<BlockId, GroupFacts>;
}

export const NO_STATUSES: Statuses = { blocks: new Map(), joins: new Map(), groups: new Map() };

/** What is told of a run, by the numbers of its tasks. */
interface Told {
  readonly at: number;
  readonly nodes: ReadonlyMap<number, NodeView>;
  /** Large groups, by their first member. */
  readonly groups: ReadonlyMap<number, GroupFacts>;
  /** What tasks put in their own places. */
  readonly put: ReturnType<typeof putBy>;
}

interface Showing {
  readonly picture: Picture;
  readonly before: Statuses;
  /** Blocks that were changed since they ran. */
  readonly edited?: ReadonlySet<BlockId>;
}

const NOT_EDITED: ReadonlySet<BlockId> = new Set();

/** Statuses that did not change are those of `before`, so that only what did is drawn again. */
export function statusesOf(
  drawing: Drawing,
  numbers: Numbers,
  { picture, before, edited = NOT_EDITED }: Showing,
): Statuses {
  const told = toldBy(picture, numbers);
  const blocks = new Map<BlockId, NodeStatus>();
  const joins = new Map<BlockId, NodeStatus>();
  const groups = new Map<BlockId, GroupFacts>();

  for (const block of allBlocks(drawing)) {
    const own = numbers.get(block.id) ?? [];
    const group = groupOf(membersOf(block, own, told), told);
    const facts = group === undefined ? null : groupIn(picture, group);
    const status = facts === null ? statusOf(own, told) : groupStatus(own, facts, told);

    if (status !== null) {
      const shown = edited.has(block.id) ? { ...status, isOld: true } : status;
      blocks.set(block.id, kept(before.blocks.get(block.id), shown));
    }

    if (facts !== null) {
      groups.set(block.id, kept(before.groups.get(block.id), facts));
    }
  }

  for (const block of allBlocks(drawing)) {
    if (isFrame(block)) {
      const states = block.parts.map(({ id }) => blocks.get(id)?.state ?? "PENDING");
      joins.set(block.id, kept(before.joins.get(block.id), manyStatus(countsOf(states))));
    }
  }

  return { blocks, joins, groups };
}

/** The task of a block in a run; null: it stands for several, or for none. */
export function nodeOf(live: LiveRun, numbers: Numbers, id: BlockId): NodeView | null {
  const [number, ...others] = numbers.get(id) ?? [];

  return others.length > 0
    ? null
    : (Array.from(live.nodes.values()).find((node) => nodeIndex(node.task_id) === number) ?? null);
}

function toldBy(picture: Picture, numbers: Numbers): Told {
  const { at, live } = picture;

  return {
    at,
    put: putBy(live, numbers),
    nodes: new Map(Array.from(live.nodes.values(), (node) => [nodeIndex(node.task_id), node])),
    groups: new Map(
      Array.from(live.groups.values()).flatMap(({ first, group_id: id }) => {
        const facts = groupIn(picture, id);

        return facts === null ? [] : [[first, facts] as const];
      }),
    ),
  };
}

/** The tasks that are looked at as one group: the many of a frame, or what a task put in its own place. */
function membersOf(block: Block, own: readonly number[], { put }: Told): readonly number[] {
  const [number, ...others] = own;

  if (number !== undefined && others.length === 0) {
    return put.get(number) ?? [];
  }

  return isFrame(block) && block.parts.length > MANY_MEMBERS ? own : [];
}

/** The group that most of these tasks are members of: those of a frame's lanes may be members of groups inside it. */
function groupOf(numbers: readonly number[], { nodes, groups }: Told): string | undefined {
  const sizes = new Map<string, number>();

  for (const number of numbers) {
    const large = groups.get(number);
    const id = large?.groupId ?? nodes.get(number)?.group_id;

    if (typeof id === "string") {
      sizes.set(id, (sizes.get(id) ?? 0) + (large?.size ?? 1));
    }
  }

  return [...sizes].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** A task that put a group in its own place ends as that does, and is as far. */
function groupStatus(
  own: readonly number[],
  { counts }: GroupFacts,
  { at, nodes }: Told,
): NodeStatus {
  const [number = 0, ...others] = own;
  const node = others.length === 0 ? nodes.get(number) : undefined;
  const many = manyStatus(counts);

  return node === undefined
    ? many
    : { ...taskStatus(node, at), figure: many.figure, tally: many.tally };
}

/** Null: no frame has told of it yet. */
function statusOf(numbers: readonly number[], { at, nodes, groups }: Told): NodeStatus | null {
  const [first] = numbers;

  if (first === undefined) {
    return null;
  }

  if (numbers.length === 1) {
    const node = nodes.get(first);

    return node === undefined ? null : taskStatus(node, at);
  }

  const single = numbers.flatMap((number) => nodes.get(number)?.state ?? []);
  const counts: Record<string, number> = { ...countsOf(single) };
  let rest = numbers.length - single.length;

  for (const { counts: many, size } of numbers.flatMap((number) => groups.get(number) ?? [])) {
    rest -= size;
    Object.entries(many).forEach(([state, count]) => {
      counts[state] = (counts[state] ?? 0) + count;
    });
  }

  // What no frame has told of yet waits.
  return manyStatus({ ...counts, PENDING: (counts["PENDING"] ?? 0) + Math.max(0, rest) });
}

function kept<T>(before: T | undefined, now: T): T {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
