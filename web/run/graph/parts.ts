/** The graph of a run as parts to lay out. A graph that is no canvas is laid out by levels, and its edges are drawn as they are. */
import { recognise, type Tree } from "../../../shared/drawing/series-parallel.ts";
import type { Hanging, Part } from "../../graph/layout/part.ts";
import { AGGREGATE, NODE } from "../../graph/layout/sizes.ts";
import type { Atom } from "./atoms.ts";

export interface RunParts {
  readonly parts: readonly Part[];
  /** False: the wires of the layout mean nothing, since the graph is no canvas. */
  readonly isCanvas: boolean;
  /** The members that each frame stands around, by its id. */
  readonly lanes: ReadonlyMap<string, readonly Atom[]>;
}

export function partsOfRun(atoms: readonly Atom[]): RunParts {
  const builder = new Builder(atoms);

  return builder.build();
}

/** A callback and what follows it, and what it hangs on. */
interface Callback {
  readonly numbers: readonly number[];
  readonly on: ReadonlySet<number>;
  readonly kind: Hanging["kind"];
  hasHung: boolean;
}

class Builder {
  readonly #atoms: readonly Atom[];
  readonly #callbacks: readonly Callback[];
  readonly #lanes = new Map<string, readonly Atom[]>();
  #isCanvas = true;

  constructor(atoms: readonly Atom[]) {
    this.#atoms = atoms;
    this.#callbacks = callbacksOf(atoms);
  }

  build(): RunParts {
    const steps = this.#numbersOf("step");
    const parts = steps.length === 0 ? [] : [this.#partOf(steps)];
    // Of a callback whose task is not there nothing says where it belongs.
    const loose = this.#callbacks
      .filter(({ hasHung }) => !hasHung)
      .map(({ numbers }) => this.#partOf(numbers));

    return { parts: [...parts, ...loose], isCanvas: this.#isCanvas, lanes: this.#lanes };
  }

  #numbersOf(role: Atom["role"]): readonly number[] {
    return [...this.#atoms.keys()].filter((number) => this.#atoms[number]?.role === role);
  }

  #partOf(numbers: readonly number[]): Part {
    const places = new Map(numbers.map((number, place) => [number, place]));
    const edges = numbers.flatMap((number, to) =>
      (this.#atoms[number]?.after ?? []).flatMap((source) => {
        const from = places.get(source);

        return from === undefined ? [] : [[from, to] as const];
      }),
    );
    const recognised = recognise(numbers.length, edges);

    if (recognised.kind === "canvas") {
      return this.#treePart(recognised.tree, numbers);
    }

    this.#isCanvas = false;

    return this.#levels(numbers, edges);
  }

  #treePart(tree: Tree, numbers: readonly number[]): Part {
    if (tree.kind === "leaf") {
      return this.#box(numbers[tree.node] ?? 0);
    }

    const parts = tree.parts.map((part) => this.#treePart(part, numbers));
    const inside = leavesOf(tree).map((leaf) => numbers[leaf] ?? 0);
    const hanging = this.#hangingOn(inside);

    if (tree.kind === "chain") {
      return { kind: "row", id: `row ${inside[0]}`, parts, hanging };
    }

    const id = this.#frameId(inside);
    this.#lanes.set(
      id,
      inside.flatMap((number) => this.#atoms[number] ?? []),
    );

    return { kind: "frame", id, lanes: parts, hanging, isOrdered: false, gathers: parts.length };
  }

  #box(number: number): Part {
    const atom = this.#atoms[number];
    const isGroup = atom?.kind === "group";

    return {
      kind: "box",
      id: atom?.id ?? "",
      ...(isGroup ? AGGREGATE : NODE),
      hanging: this.#hangingOn([number]),
      isOrdered: atom?.isOrdered ?? false,
      gathers: isGroup ? atom.taskIds.length : null,
    };
  }

  /** The group whose members end its lanes; a frame around anything else has a name of its own. */
  #frameId(inside: readonly number[]): string {
    const groups = new Set(inside.flatMap((number) => this.#atoms[number]?.groupId ?? []));
    const free = [...groups].find((group) => !this.#lanes.has(group));

    return groups.size === 1 && free !== undefined ? free : `frame ${inside[0]}`;
  }

  /** What hangs on exactly these, and on nothing inside them that was asked before. */
  #hangingOn(inside: readonly number[]): readonly Hanging[] {
    const all = new Set(inside);

    return this.#callbacks
      .filter(({ on, hasHung }) => !hasHung && on.size > 0 && on.isSubsetOf(all))
      .map((callback) => {
        callback.hasHung = true;

        return { kind: callback.kind, part: this.#partOf(callback.numbers) };
      });
  }

  /** Each node stands one step after the last that it waits for. */
  #levels(numbers: readonly number[], edges: readonly (readonly [number, number])[]): Part {
    const level = numbers.map(() => 0);

    for (let round = 0; round < numbers.length; round += 1) {
      const late = edges.filter(([from, to]) => (level[to] ?? 0) <= (level[from] ?? 0));

      if (late.length === 0) {
        break;
      }

      late.forEach(([from, to]) => {
        level[to] = (level[from] ?? 0) + 1;
      });
    }

    const columns = Map.groupBy(numbers, (_, place) => level[place] ?? 0);
    const parts = Array.from(columns, ([column, inside]) => ({
      column,
      part: this.#column(column, inside),
    }));

    return {
      kind: "row",
      id: `row ${numbers[0]}`,
      parts: parts.toSorted((a, b) => a.column - b.column).map(({ part }) => part),
      hanging: this.#hangingOn(numbers),
    };
  }

  #column(column: number, inside: readonly number[]): Part {
    const boxes = inside.map((number) => this.#box(number));
    const [only] = boxes;

    return boxes.length === 1 && only !== undefined
      ? only
      : {
          kind: "frame",
          id: `column ${column}`,
          lanes: boxes,
          hanging: [],
          isOrdered: false,
          gathers: boxes.length,
        };
  }
}

function leavesOf(tree: Tree): readonly number[] {
  return tree.kind === "leaf" ? [tree.node] : tree.parts.flatMap((part) => leavesOf(part));
}

/** Callbacks that follow each other are one: they hang where the first of them does. */
function callbacksOf(atoms: readonly Atom[]): readonly Callback[] {
  const heads = new Map<number, number>();
  const inside = new Map<number, number[]>();

  for (const [number, { role, after }] of atoms.entries()) {
    if (role === "step") {
      continue;
    }

    const head = after.map((source) => heads.get(source)).find((each) => each !== undefined);
    heads.set(number, head ?? number);
    inside.set(head ?? number, [...(inside.get(head ?? number) ?? []), number]);
  }

  return Array.from(inside, ([head, numbers]) => ({
    numbers,
    on: new Set(atoms[head]?.after ?? []),
    kind: atoms[head]?.role === "errback" ? "error" : "link",
    hasHung: false,
  }));
}
