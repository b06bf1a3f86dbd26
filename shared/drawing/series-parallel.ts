/**
 * Which orders of tasks are canvases: the series-parallel ones. Nodes that nothing connects, however indirectly, are a group; where
 * everything on one side comes before everything on the other it is a chain; and an order that is neither has an N in it:
 *
 *     a ──> c        c waits for a and b, d for b but not for a
 *         ╱
 *     b ──> d
 *
 * (Valdes, Tarjan and Lawler, "The recognition of series parallel digraphs", 1982.)
 */
import { type Edge, PartialOrder } from "./partial-order.ts";

export type Tree =
  | { readonly kind: "leaf"; readonly node: number }
  | { readonly kind: "chain" | "group"; readonly parts: readonly Tree[] };

/** Four nodes that no canvas can order as they are, and the three ways that do: from a to c, from b to c, from b to d. */
export interface Witness {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly paths: readonly (readonly number[])[];
}

export type Recognised =
  | { readonly kind: "canvas"; readonly tree: Tree; readonly order: PartialOrder }
  | { readonly kind: "cycle"; readonly cycle: readonly number[] }
  | { readonly kind: "crossed"; readonly witness: Witness };

/** Nodes are numbered in written order; members of groups keep it. At least one node. */
export function recognise(size: number, edges: readonly Edge[]): Recognised {
  const ordered = PartialOrder.of(size, edges);

  if ("cycle" in ordered) {
    return { kind: "cycle", cycle: ordered.cycle };
  }

  const { order } = ordered;
  const all = Array.from({ length: size }, (_, node) => node);
  const found = decompose(order, all);

  return "kind" in found
    ? { kind: "canvas", tree: found, order }
    : { kind: "crossed", witness: found };
}

function decompose(order: PartialOrder, nodes: readonly number[]): Tree | Witness {
  const [first = 0] = nodes;

  if (nodes.length === 1) {
    return { kind: "leaf", node: first };
  }

  const members = components(nodes, (a, b) => order.isComparable(a, b));

  if (members.length > 1) {
    return compose("group", order, members);
  }

  const steps = components(nodes, (a, b) => !order.isComparable(a, b));

  if (steps.length > 1) {
    return compose("chain", order, inOrder(order, steps));
  }

  return findN(order, nodes);
}

function compose(
  kind: "chain" | "group",
  order: PartialOrder,
  sets: readonly (readonly number[])[],
): Tree | Witness {
  const parts: Tree[] = [];

  for (const set of sets) {
    const part = decompose(order, set);

    if (!("kind" in part)) {
      return part;
    }

    parts.push(part);
  }

  return { kind, parts };
}

/** Everything in one step comes before everything in a later one, so any node speaks for its step. */
function inOrder(
  order: PartialOrder,
  steps: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return steps.toSorted(([left = 0], [right = 0]) => (order.precedes(left, right) ? -1 : 1));
}

/** Sets of nodes that are connected, each in its order, by their first nodes. */
function components(
  nodes: readonly number[],
  isConnected: (left: number, right: number) => boolean,
): readonly (readonly number[])[] {
  const left = new Set(nodes);
  const found: (readonly number[])[] = [];

  for (const start of nodes) {
    if (left.delete(start)) {
      found.push(reachable(start, left, isConnected).toSorted((a, b) => a - b));
    }
  }

  return found;
}

/** Takes what it reaches out of `left`. */
function reachable(
  start: number,
  left: Set<number>,
  isConnected: (left: number, right: number) => boolean,
): readonly number[] {
  const reached = [start];

  // Grows while it is walked.
  for (const node of reached) {
    for (const other of left) {
      if (isConnected(node, other)) {
        left.delete(other);
        reached.push(other);
      }
    }
  }

  return reached;
}

/** There is one: the order of these nodes is neither a chain nor a group. */
function findN(order: PartialOrder, nodes: readonly number[]): Witness {
  for (const b of nodes) {
    const behind = nodes.filter((node) => order.precedes(b, node));
    const beside = nodes.filter((node) => node !== b && !order.isComparable(node, b));

    for (const c of behind) {
      const d = behind.filter((node) => node !== c && !order.isComparable(node, c));
      const witness = beside
        .filter((a) => order.precedes(a, c))
        .flatMap((a) =>
          d.filter((node) => !order.isComparable(a, node)).map((node) => [a, node] as const),
        )
        .at(0);

      if (witness !== undefined) {
        const [a, node] = witness;
        const paths = [order.path(a, c), order.path(b, c), order.path(b, node)];

        return { a, b, c, d: node, paths };
      }
    }
  }

  throw new RangeError(
    "An order that is neither a chain nor a group has an N, and none was found.",
  );
}
