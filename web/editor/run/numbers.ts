/** Which tasks of a run a block stands for, by their numbers: worked out by the compiler itself, on a canvas whose tasks carry their ids. */
import { parseCanvas } from "../../../shared/canvas/parse.ts";
import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import { atomsOf } from "../../../shared/drawing/connect/order-of.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { signatureOf } from "../../../shared/drawing/to-canvas.ts";
import { blocksOf, mapParts } from "../../../shared/drawing/walk.ts";
import type { TaskCatalog } from "../../../shared/engine/catalog.ts";
import { compileCanvas } from "../../../shared/engine/compile.ts";
import type { PlanNode } from "../../../shared/engine/plan.ts";

export type Numbers = ReadonlyMap<BlockId, readonly number[]>;

/** It was accepted: nothing is checked again. */
const LENIENT: TaskCatalog = { find: () => ({}), names: [], queues: "any", problemsOf: () => [] };

export function numbersOf({ root, crossings }: Drawing): Numbers {
  if (root === null) {
    return new Map();
  }

  const owners = crossings.length > 0 ? atomsOf(root).map(({ id }) => id) : compiledOwners(root);
  const direct = new Map<BlockId, number[]>();

  for (const [number, owner] of owners.entries()) {
    if (owner !== null) {
      direct.set(owner, [...(direct.get(owner) ?? []), number]);
    }
  }

  return gathered(root, direct);
}

/** The block of each task, in the order of their numbers. */
function compiledOwners(root: Block): readonly (BlockId | null)[] {
  const parsed = parseCanvas(signatureOf(tagged(root)));
  const compiled = parsed.ok ? compileCanvas(parsed.canvas, LENIENT) : null;

  return compiled?.ok === true ? compiled.plan.nodes.map(ownerOf) : [];
}

function tagged(block: Block): Block {
  const inside = mapParts(block, tagged) ?? block;

  return { ...inside, options: { ...inside.options, task_id: block.id } };
}

/** Chunks run as starmaps, which carry the id of their inner task only. */
function ownerOf({ options, kwargs }: PlanNode): BlockId | null {
  if (options.requestedId !== undefined) {
    return options.requestedId;
  }

  const parsed = parseCanvas(kwargs["task"]);
  const id = parsed.ok ? parsed.canvas.options["task_id"] : null;

  return typeof id === "string" ? id : null;
}

/** A composition stands for all that is in it, but for callbacks: those are their own. */
function gathered(root: Block, direct: ReadonlyMap<BlockId, readonly number[]>): Numbers {
  const all = new Map<BlockId, readonly number[]>();

  for (const block of blocksOf(root)) {
    all.set(
      block.id,
      membersOf(block).flatMap((atom) => atomNumbers(atom, direct)),
    );
  }

  return all;
}

/** The frame of a chord is its header. */
function membersOf(block: Block): readonly Block[] {
  return block.kind === "chord" ? block.parts.flatMap(atomsOf) : atomsOf(block);
}

function atomNumbers(
  atom: Block,
  direct: ReadonlyMap<BlockId, readonly number[]>,
): readonly number[] {
  const inner = "inner" in atom ? [...blocksOf(atom.inner)] : [];

  return [atom, ...inner].flatMap(({ id }) => direct.get(id) ?? []);
}
