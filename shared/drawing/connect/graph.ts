/** Drawings that no canvas can express run as a graph of tasks: which ones can, and what is posted. */
import type { z } from "zod";

import type { postedGraph } from "../../graph/posted-graph.ts";
import type { Block, TaskBlock } from "../block.ts";
import { groupBlock } from "../block.ts";
import { type Crossing, type Drawing, findBlock, wholesOf } from "../drawing.ts";
import { done, type Edit, isPlain, nameOf, refused } from "../edit/edit.ts";
import { Ids } from "../ids.ts";
import { blocksOf } from "../walk.ts";
import { atomsOf, edgesOf } from "./order-of.ts";

/** Adds wires that are no part of the canvas. Fragments that they reach become part of what runs. */
export function withCrossings(drawing: Drawing, wires: readonly Crossing[]): Edit {
  const ends = new Set(wires.flatMap(({ from, to }) => [from, to]));
  const involved = wholesOf(drawing).filter((whole) =>
    atomsOf(whole).some(({ id }) => ends.has(id)),
  );
  const ids = new Ids(drawing.nextId);
  const root = drawing.root === null ? involved : [drawing.root, ...involved];
  const [only, ...others] = new Set(root);
  const next: Drawing = {
    ...drawing,
    root:
      only === undefined || others.length === 0
        ? (only ?? null)
        : groupBlock(ids.take(), [only, ...others]),
    shelf: drawing.shelf.filter((fragment) => !involved.includes(fragment)),
    crossings: [...drawing.crossings, ...wires],
    nextId: ids.next,
  };
  const problem = graphProblem(next);

  return problem === null ? done(next, "run as a graph", [...ends].slice(-1)) : refused(problem);
}

export function removeCrossing(drawing: Drawing, { from, to }: Crossing): Edit {
  const crossings = drawing.crossings.filter((wire) => wire.from !== from || wire.to !== to);

  return done({ ...drawing, crossings }, "cut the wire", []);
}

/** Why this drawing cannot be a graph; null: it can. */
export function graphProblem(drawing: Drawing): string | null {
  const blocks = drawing.root === null ? [] : [...blocksOf(drawing.root)];
  const other = blocks.find((block) => !isPlainComposition(block) && !isPlainTask(block));

  return other === undefined
    ? null
    : `A graph is made of plain tasks, and ${nameOf(drawing, other)} is more than that: callbacks, maps and options of a whole frame exist only in a canvas.`;
}

function isPlainComposition(block: Block): boolean {
  return "parts" in block && block.parts.length > 0 && isPlain(block);
}

function isPlainTask(block: Block): block is TaskBlock {
  return block.kind === "task" && block.links.length + block.errbacks.length === 0;
}

/** The graph as `POST /api/runs` takes it. */
export function graphOf(drawing: Drawing): z.input<typeof postedGraph> {
  const tasks = drawing.root === null ? [] : atomsOf(drawing.root).filter(isPlainTask);
  const edges = drawing.root === null ? [] : edgesOf(drawing.root);

  return {
    nodes: tasks.map(({ id, task, args, kwargs, options, immutable }) => ({
      id,
      task,
      args: [...args],
      kwargs,
      options,
      immutable,
    })),
    edges: [...edges, ...drawing.crossings].filter(
      ({ from, to }) =>
        findBlock(drawing, from) !== undefined && findBlock(drawing, to) !== undefined,
    ),
  };
}
