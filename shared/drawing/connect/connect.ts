/**
 * Wires drawn freely. A new wire is one more rule about what waits for what; if all rules together are still a canvas, the drawing becomes
 * that canvas. If not, it is told which tasks are in the way, and what can be done.
 */
import type { Block, BlockId } from "../block.ts";
import { type Crossing, type Drawing, findBlock, wholesOf } from "../drawing.ts";
import { done, type Done, nameOf, refused, type Refused } from "../edit/edit.ts";
import { Ids } from "../ids.ts";
import { type Edge, PartialOrder } from "../partial-order.ts";
import { recognise, type Witness } from "../series-parallel.ts";
import { withCrossings } from "./graph.ts";
import { atomsOf, edgesOf, headsOf, tailsOf } from "./order-of.ts";
import { rebuild } from "./rebuild.ts";

export type Connected = Done | Refused | Crossed;

/** The wires are no canvas together. */
interface Crossed extends Refused {
  /** The four tasks that no canvas orders so, and those on the ways between them. */
  readonly tasks: readonly BlockId[];
  readonly fixes: readonly Fix[];
}

interface Fix {
  readonly label: string;
  /** What it comes to. */
  readonly about: string;
  readonly edit: Done;
}

/** With more added waits than this the drawing is another one. */
const MOST_WAITS = 4;

/** `to` waits for `from`. Frames count as all of their lanes. */
export function connect(drawing: Drawing, { from, to }: Crossing): Connected {
  const wires = wiresBetween(drawing, from, to);

  return wires === undefined
    ? refused("Only what is part of a chain, a group or a chord can be wired; callbacks cannot.")
    : connectAll(drawing, wires);
}

/** The wholes that wires run between, their atoms by number, and all rules as numbers. */
interface Rules {
  readonly involved: readonly Block[];
  readonly atoms: readonly Block[];
  readonly before: readonly Edge[];
  readonly added: readonly Edge[];
  readonly crossing: readonly Edge[];
}

function connectAll(drawing: Drawing, wires: readonly Crossing[]): Connected {
  const rules = rulesOf(drawing, wires);
  const { atoms, before, added, crossing } = rules;
  const name = (node: number | undefined): string => nameAt(drawing, atoms[node ?? 0]);
  const all = PartialOrder.of(atoms.length, [...before, ...added, ...crossing]);
  const [[first, second] = [0, 0]] = added;

  if ("cycle" in all) {
    return refused(
      `This would be a circle: ${[...all.cycle, all.cycle[0]].map(name).join(" → ")}. A task cannot wait for itself.`,
    );
  }

  if (isOrdered(rules)) {
    return refused(
      `${name(second)} waits for ${name(first)} already. A second wire would carry nothing: a task gets the result of the step right before it.`,
    );
  }

  const found = recognise(atoms.length, [...before, ...added]);

  return found.kind === "canvas"
    ? rebuilt(drawing, rules, {
        tree: found.tree,
        label: `connect ${name(first)} to ${name(second)}`,
      })
    : crossed(drawing, { wires, atoms, witness: found });
}

function rulesOf(drawing: Drawing, wires: readonly Crossing[]): Rules {
  const involved = wholesOf(drawing).filter((whole) => holdsAny(whole, wires));
  const atoms = involved.flatMap(atomsOf);
  const numbers = new Map(atoms.map(({ id }, index) => [id, index]));
  const numbered = (edges: readonly Crossing[]): readonly Edge[] =>
    edges.flatMap(({ from, to }) => {
      const edge: Edge = [numbers.get(from) ?? -1, numbers.get(to) ?? -1];

      return edge.includes(-1) ? [] : [edge];
    });

  return {
    involved,
    atoms,
    before: numbered(involved.flatMap(edgesOf)),
    added: numbered(wires),
    crossing: numbered(drawing.crossings),
  };
}

function holdsAny(whole: Block, wires: readonly Crossing[]): boolean {
  const ids = new Set(atomsOf(whole).map(({ id }) => id));

  return wires.some(({ from, to }) => ids.has(from) || ids.has(to));
}

function isOrdered({ atoms, before, added }: Rules): boolean {
  const ordered = PartialOrder.of(atoms.length, before);

  return "order" in ordered && added.every(([from, to]) => ordered.order.precedes(from, to));
}

/** Undefined where one of them is no part of an order: in a callback, or inside an each. */
function wiresBetween(
  drawing: Drawing,
  from: BlockId,
  to: BlockId,
): readonly Crossing[] | undefined {
  const atoms = new Set(wholesOf(drawing).flatMap((whole) => atomsOf(whole).map(({ id }) => id)));
  const source = findBlock(drawing, from)?.block;
  const target = findBlock(drawing, to)?.block;

  if (source === undefined || target === undefined) {
    return undefined;
  }

  // A chord's frame is left by its join, which is before its body.
  const tails = source.kind === "chord" ? source.parts.flatMap(tailsOf) : tailsOf(source);
  const wires = tails.flatMap((tail) => headsOf(target).map((head) => ({ from: tail, to: head })));

  return wires.length > 0 && wires.every((wire) => atoms.has(wire.from) && atoms.has(wire.to))
    ? wires
    : undefined;
}

function rebuilt(
  drawing: Drawing,
  { involved, atoms, added }: Rules,
  { tree, label }: { readonly tree: Parameters<typeof rebuild>[0]; readonly label: string },
): Connected {
  const ids = new Ids(drawing.nextId);
  const { block, lost } = rebuild(tree, atoms, { wholes: involved, ids });
  const [gone] = lost;

  if (gone !== undefined) {
    return refused(
      `This wire would take the ${nameOf(drawing, gone)} apart, which has options, arguments or callbacks of its own. Move them to its tasks first.`,
    );
  }

  const shelf = drawing.shelf.filter((fragment) => !involved.includes(fragment));
  const isRoot = drawing.root !== null && involved.includes(drawing.root);
  const next = isRoot ? { root: block, shelf } : { shelf: [...shelf, block] };
  const targets = added.map(([, to]) => atoms[to]?.id ?? "");

  return done({ ...drawing, ...next, nextId: ids.next }, label, targets.slice(0, 1));
}

interface Conflict {
  readonly wires: readonly Crossing[];
  readonly atoms: readonly Block[];
  readonly witness: ReturnType<typeof recognise>;
}

function crossed(drawing: Drawing, { wires, atoms, witness: found }: Conflict): Connected {
  if (found.kind !== "crossed") {
    return refused("These wires cannot be drawn together.");
  }

  const { witness } = found;
  const name = (node: number): string => nameAt(drawing, atoms[node]);
  const { a, b, c, d } = witness;
  const tasks = new Set(witness.paths.flat());

  return {
    ok: false,
    reason: `Celery's chains, groups and chords cannot make ${name(c)} wait for ${name(a)} and ${name(b)} while ${name(d)} waits for ${name(b)} but not for ${name(a)}.`,
    tasks: Array.from(tasks, (node) => atoms[node]?.id ?? ""),
    fixes: [...synchronised(drawing, { wires, atoms, witness }), ...asGraph(drawing, wires)],
  };
}

/** Everything behind the crossing waits for everything before it. */
function synchronised(
  drawing: Drawing,
  {
    wires,
    atoms,
    witness,
  }: {
    readonly wires: readonly Crossing[];
    readonly atoms: readonly Block[];
    readonly witness: Witness;
  },
): readonly Fix[] {
  const from = atoms[witness.a];
  const to = atoms[witness.d];

  if (from === undefined || to === undefined || wires.length > MOST_WAITS) {
    return [];
  }

  const edit = connectAll(drawing, [...wires, { from: from.id, to: to.id }]);

  if (edit.ok) {
    return [
      {
        label: "Synchronise",
        about: `${nameAt(drawing, to)} waits for ${nameAt(drawing, from)} too. What waits for several gets the list of their results.`,
        edit,
      },
    ];
  }

  // It took more than one wait: the innermost fix is the whole one.
  return "fixes" in edit ? edit.fixes.filter(({ label }) => label === "Synchronise") : [];
}

function asGraph(drawing: Drawing, wires: readonly Crossing[]): readonly Fix[] {
  const edit = withCrossings(drawing, wires);

  return edit.ok
    ? [
        {
          label: "Run as a graph",
          about: "Lovage runs it as drawn. Celery cannot, so there is no Python of it.",
          edit,
        },
      ]
    : [];
}

function nameAt(drawing: Drawing, block: Block | undefined): string {
  return block === undefined ? "a task" : nameOf(drawing, block);
}
