/**
 * `after` with the ids that `before` has for the same blocks, where `after` was saved without ids, as by the API: its blocks were numbered
 * as they were read, so one more lane would make others of all that stand behind it. What is alike and in the same order is the same;
 * between that, what calls the same, and what stands at the same place.
 */
import type { Block, BlockId } from "../block.ts";
import { allBlocks, type Drawing } from "../drawing.ts";
import { Ids } from "../ids.ts";
import { signatureOf } from "../to-canvas.ts";
import { placesIn } from "../walk.ts";
import { longestRising } from "./longest-rising.ts";
import { renamed } from "./renamed.ts";
import { isSameCall } from "./same-call.ts";

export function matched(before: Drawing, after: Drawing): Drawing {
  const names = new Map<BlockId, BlockId>();
  const fresh = new Ids(Math.max(before.nextId, after.nextId));

  matchLists(stepsOf(before, after), stepsOf(after, before), names);
  matchLists(before.shelf, after.shelf, names);

  for (const { id } of allBlocks(after)) {
    names.set(id, names.get(id) ?? fresh.take());
  }

  return { ...renamed(after, names), nextId: fresh.next };
}

/** A single task that became a chain is the same task. */
function stepsOf({ root }: Drawing, { root: other }: Drawing): readonly Block[] {
  if (root === null) {
    return [];
  }

  return root.kind === "chain" && other?.kind !== "chain" ? root.parts : [root];
}

type Pair = readonly [old: Block, now: Block];

function matchLists(
  old: readonly Block[],
  now: readonly Block[],
  names: Map<BlockId, BlockId>,
): void {
  let [oldFrom, nowFrom] = [0, 0];

  for (const [oldAt, nowAt] of [...alike(old, now), [old.length, now.length] as const]) {
    const pairs = between(old.slice(oldFrom, oldAt), now.slice(nowFrom, nowAt));
    pairs.forEach((pair) => matchPair(pair, names));
    const [was, is] = [old[oldAt], now[nowAt]];

    if (was !== undefined && is !== undefined) {
      matchPair([was, is], names);
    }

    [oldFrom, nowFrom] = [oldAt + 1, nowAt + 1];
  }
}

function matchPair([old, now]: Pair, names: Map<BlockId, BlockId>): void {
  names.set(now.id, old.id);
  const [olds, news] = [placesIn(old), placesIn(now)];

  for (const role of ["part", "body", "inner", "link", "errback"] as const) {
    const inRole = (places: typeof olds): readonly Block[] =>
      places.filter((place) => place.role === role).map(({ block }) => block);

    matchLists(inRole(olds), inRole(news), names);
  }
}

/** Where the same signatures stand in both, as many as are in the same order. */
function alike(
  old: readonly Block[],
  now: readonly Block[],
): readonly (readonly [oldAt: number, nowAt: number])[] {
  const places = Map.groupBy(old.keys(), (at) => textOf(old[at]));
  const found = [...now.keys()].flatMap((nowAt) => {
    const oldAt = places.get(textOf(now[nowAt]))?.shift();

    return oldAt === undefined ? [] : [[oldAt, nowAt] as const];
  });

  return longestRising(found, ([oldAt]) => oldAt);
}

function textOf(block: Block | undefined): string {
  return block === undefined ? "" : JSON.stringify(signatureOf(block));
}

/** Of blocks none of which are alike: what calls the same, in order; if as many are left on both sides, those at the same places. */
function between(old: readonly Block[], now: readonly Block[]): readonly Pair[] {
  const rest = new Set(old);
  const pairs: Pair[] = [];
  const open: Block[] = [];

  for (const block of now) {
    const was = rest.values().find((one) => isSameCall(one, block));

    if (was === undefined) {
      open.push(block);
    } else {
      rest.delete(was);
      pairs.push([was, block]);
    }
  }

  const left = [...rest];

  return left.length === open.length
    ? [...pairs, ...left.flatMap((was, at): Pair[] => samePlace(was, open[at]))]
    : pairs;
}

function samePlace(was: Block, now: Block | undefined): Pair[] {
  return now !== undefined && now.kind === was.kind ? [[was, now]] : [];
}
