/** What comes before what, directly or through others. */
import { topologicalOrder } from "../graph/topological-order.ts";

export type Edge = readonly [from: number, to: number];

const WORD_BITS = 32;

export class PartialOrder {
  readonly size: number;
  readonly #after: readonly (readonly number[])[];
  /** Of each node a bit for every node behind it. */
  readonly #reach: readonly Uint32Array[];

  private constructor(after: readonly (readonly number[])[], order: readonly number[]) {
    this.size = after.length;
    this.#after = after;
    this.#reach = reachOf(after, order);
  }

  /** Of an acyclic graph; otherwise the nodes of a cycle, in its order. */
  static of(
    size: number,
    edges: readonly Edge[],
  ): { readonly order: PartialOrder } | { readonly cycle: readonly number[] } {
    const after = Array.from({ length: size }, (): number[] => []);
    const before = Array.from({ length: size }, (): number[] => []);

    for (const [from, to] of edges) {
      after[from]?.push(to);
      before[to]?.push(from);
    }

    const order = topologicalOrder(before);

    return order.length < size
      ? { cycle: cycleAmong(before, new Set(order)) }
      : { order: new PartialOrder(after, order) };
  }

  precedes(left: number, right: number): boolean {
    const word = this.#reach[left]?.[Math.floor(right / WORD_BITS)] ?? 0;

    return ((word >>> (right % WORD_BITS)) & 1) === 1;
  }

  isComparable(left: number, right: number): boolean {
    return this.precedes(left, right) || this.precedes(right, left);
  }

  /** A way over edges from one node to one behind it, both included. */
  path(from: number, to: number): readonly number[] {
    const next = this.#after[from]?.find((node) => node === to || this.precedes(node, to));

    return from === to || next === undefined ? [from] : [from, ...this.path(next, to)];
  }

  /** Whether an edge orders nothing that a longer way does not order as well. */
  isRedundant([from, to]: Edge): boolean {
    return (this.#after[from] ?? []).some((node) => node !== to && this.precedes(node, to));
  }
}

function reachOf(
  after: readonly (readonly number[])[],
  order: readonly number[],
): readonly Uint32Array[] {
  const words = Math.ceil(after.length / WORD_BITS);
  const reach = after.map(() => new Uint32Array(words));

  for (const node of order.toReversed()) {
    for (const next of after[node] ?? []) {
      include(reach[node], reach[next], next);
    }
  }

  return reach;
}

/** Adds a node and all that is behind it. */
function include(
  into: Uint32Array | undefined,
  behind: Uint32Array | undefined,
  node: number,
): void {
  if (into === undefined || behind === undefined) {
    return;
  }

  const at = Math.floor(node / WORD_BITS);
  into[at] = (into[at] ?? 0) | (1 << (node % WORD_BITS));

  for (const [word, bits] of behind.entries()) {
    into[word] = (into[word] ?? 0) | bits;
  }
}

/** Going back from a node that is never ready ends where it began. */
function cycleAmong(
  before: readonly (readonly number[])[],
  ready: ReadonlySet<number>,
): readonly number[] {
  const way: number[] = [];
  let node = before.findIndex((_, index) => !ready.has(index));

  while (!way.includes(node)) {
    way.push(node);
    node = before[node]?.find((source) => !ready.has(source)) ?? node;
  }

  return way.slice(way.indexOf(node)).toReversed();
}
