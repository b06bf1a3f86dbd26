/** How each block fares in a run. */
import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import { isFrame } from "../../../shared/drawing/block.ts";
import { allBlocks, type Drawing } from "../../../shared/drawing/drawing.ts";
import { parseTaskId } from "../../../shared/engine/ids.ts";
import type { GroupFrame } from "../../../shared/wire/frames.ts";
import { type NodeView, READY_STATES, type TaskState } from "../../../shared/wire/views.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { between, formatCount, formatDuration } from "../../ui/format.ts";
import { type Tally, tally } from "../../ui/state.ts";
import type { Numbers } from "./numbers.ts";

export interface Statuses {
  readonly blocks: ReadonlyMap<BlockId, NodeStatus>;
  /** Of the lists that frames gather, by the frame: a lane counts once all of it is done. */
  readonly joins: ReadonlyMap<BlockId, NodeStatus>;
}

export const NO_STATUSES: Statuses = { blocks: new Map(), joins: new Map() };

/** What is told of a run, by the numbers of its tasks. */
interface Told {
  readonly nodes: ReadonlyMap<number, NodeView>;
  /** Large groups, by their first member. */
  readonly groups: ReadonlyMap<number, GroupFrame>;
}

/** Statuses that did not change are those of `before`, so that only what did is drawn again. */
export function statusesOf(
  drawing: Drawing,
  numbers: Numbers,
  { live, before }: { readonly live: LiveRun; readonly before: Statuses },
): Statuses {
  const told: Told = {
    nodes: new Map(Array.from(live.nodes.values(), (node) => [numberOf(node), node])),
    groups: new Map(Array.from(live.groups.values(), (group) => [group.first, group])),
  };
  const blocks = new Map<BlockId, NodeStatus>();
  const joins = new Map<BlockId, NodeStatus>();

  for (const block of allBlocks(drawing)) {
    const status = statusOf(numbers.get(block.id) ?? [], told);

    if (status !== null) {
      blocks.set(block.id, kept(before.blocks.get(block.id), status));
    }
  }

  for (const block of allBlocks(drawing)) {
    if (isFrame(block)) {
      const join = joinOf(block.parts, blocks);
      joins.set(block.id, kept(before.joins.get(block.id), join));
    }
  }

  return { blocks, joins };
}

/** The task of a block in a run; null: it stands for several, or for none. */
export function nodeOf(live: LiveRun, numbers: Numbers, id: BlockId): NodeView | null {
  const [number, ...others] = numbers.get(id) ?? [];

  return others.length > 0
    ? null
    : (Array.from(live.nodes.values()).find((node) => numberOf(node) === number) ?? null);
}

function numberOf({ task_id }: NodeView): number {
  return parseTaskId(task_id)?.node ?? 0;
}

function statusOf(numbers: readonly number[], { nodes, groups }: Told): NodeStatus | null {
  const [first] = numbers;

  if (first === undefined) {
    return null;
  }

  if (numbers.length === 1) {
    const node = nodes.get(first);

    return node === undefined ? null : { state: node.state, figure: figureOf(node), tally: null };
  }

  const counts: Partial<Record<string, number>> = {};

  for (const number of numbers) {
    const node = nodes.get(number);
    const group = groups.get(number);

    for (const [state, count] of node === undefined
      ? Object.entries(group?.counts ?? {})
      : ([[node.state, 1]] as const)) {
      counts[state] = (counts[state] ?? 0) + count;
    }
  }

  const counted = withRest(
    tally(Object.fromEntries(Object.entries(counts).map(([s, n]) => [s, n ?? 0]))),
    numbers.length,
  );

  return {
    state: commonState(counted),
    figure: `${formatCount(counted.done)} / ${formatCount(counted.total)}`,
    tally: counted,
  };
}

/** What no frame has told of yet waits. */
function withRest(counted: Tally, total: number): Tally {
  const rest = total - counted.total;

  return rest <= 0
    ? counted
    : { ...counted, total, parts: [...counted.parts, { state: "PENDING", count: rest }] };
}

/** The state of several tasks as one. */
function commonState({ parts, done, total }: Tally): TaskState {
  const has = (state: TaskState): boolean => parts.some((part) => part.state === state);
  const worst = (["FAILURE", "REVOKED", "IGNORED"] as const).find(has);

  if (done === total) {
    return worst ?? "SUCCESS";
  }

  if (has("RETRY")) {
    return "RETRY";
  }

  if (done > 0 || has("STARTED")) {
    return "STARTED";
  }

  return has("RECEIVED") ? "RECEIVED" : "PENDING";
}

function joinOf(parts: readonly Block[], statuses: ReadonlyMap<BlockId, NodeStatus>): NodeStatus {
  const states = parts.map(({ id }) => statuses.get(id)?.state ?? "PENDING");
  const counts = Object.fromEntries(
    [...new Set(states)].map((state) => [state, states.filter((other) => other === state).length]),
  );
  const counted = tally(counts);

  return { state: commonState(counted), figure: null, tally: counted };
}

function figureOf({ state, retries, attempts, started_at, finished_at }: NodeView): string | null {
  if (state === "RETRY" || (state === "STARTED" && attempts > 1)) {
    return `${retries} ${retries === 1 ? "retry" : "retries"}`;
  }

  const took = READY_STATES.has(state) ? between(started_at, finished_at) : null;

  return took === null ? null : formatDuration(took);
}

function kept(before: NodeStatus | undefined, status: NodeStatus): NodeStatus {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(status)
    ? before
    : status;
}
