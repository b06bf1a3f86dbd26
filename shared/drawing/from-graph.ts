/**
 * A posted graph -> drawing. As much of it as a canvas can say is drawn as one: tasks that wait for the same ones are wired together, one set
 * after the other, as long as all is a canvas whose tasks get what the graph gives them. All other wires are crossings.
 */
import type { Fault } from "../canvas/json-check.ts";
import { postedGraph } from "../graph/posted-graph.ts";
import { type ReadGraph, readGraph } from "../graph/read-graph.ts";
import { expectation, pathText } from "../task/validate.ts";
import { type Block, type BlockId, groupBlock, isFrame } from "./block.ts";
import { graphProblem } from "./connect/graph.ts";
import { atomsOf, edgesOf } from "./connect/order-of.ts";
import { rebuild } from "./connect/rebuild.ts";
import {
  type Crossing,
  type Drawing,
  EMPTY_DRAWING,
  type ReadDrawing,
  type Remark,
} from "./drawing.ts";
import { blockOf } from "./from-canvas.ts";
import { Ids } from "./ids.ts";
import type { Edge } from "./partial-order.ts";
import { recognise } from "./series-parallel.ts";
import { blocksOf } from "./walk.ts";

/** Whether a larger graph is a canvas is not asked, and of one that is none no part is looked for that is: all wires are crossings then. */
const MOST_RECOGNISED = 2000;
const MOST_TRIED = 100;

/** Never throws, whatever it is given. */
export function readGraphDrawing(value: unknown, name = ""): ReadDrawing {
  const posted = postedGraph.safeParse(value);

  if (!posted.success) {
    const errors = posted.error.issues.map(({ path, message }) => ({
      path: `graph${pathText(path)}`,
      message: expectation(message),
    }));

    return { ok: false, errors };
  }

  const errors: Fault[] = [];
  const read = readGraph(posted.data, (problem) => errors.push(problem));

  if (read === null) {
    return { ok: false, errors };
  }

  const titles = posted.data.nodes.map(({ id, task }) => (isTitle(id, task) ? id : ""));
  const drawing = drawingOf(read, titles, name);
  const problem = drawing.crossings.length > 0 ? graphProblem(drawing) : null;

  return problem === null
    ? { ok: true, drawing }
    : { ok: false, errors: [{ path: "graph.nodes", message: problem }] };
}

/** What the editor posts has ids that say nothing to anybody. */
function isTitle(id: string, task: string): boolean {
  return id !== task && !/^b?\d+$/u.test(id);
}

function drawingOf(graph: ReadGraph, titles: readonly string[], name: string): Drawing {
  const ids = new Ids(1);
  const atoms = graph.calls.map((call) => blockOf(call, ids));
  const { root, wired } = composed(graph, atoms, ids);
  const idOf = (node: number): BlockId => atoms[node]?.id ?? "";
  const crossings = [...graph.inputs.entries()].flatMap(([node, sources]): readonly Crossing[] =>
    wired.has(node) ? [] : sources.map((source) => ({ from: idOf(source), to: idOf(node) })),
  );
  const names = titles.flatMap((title, node) =>
    title === "" ? [] : [[idOf(node), { name: title }] as const],
  );
  const remarks = Object.fromEntries([...names, ...unfolded(root, crossings)]);

  return { ...EMPTY_DRAWING, name, root, crossings, remarks, nextId: ids.next };
}

/** Frames with wires across into them show what is in them, however many that are: the wires have nothing else to lead to. */
function unfolded(
  root: Block,
  crossings: readonly Crossing[],
): readonly (readonly [BlockId, Remark])[] {
  const ends = new Set(crossings.flatMap(({ from, to }) => [from, to]));

  return [...blocksOf(root)]
    .filter((block) => isFrame(block) && atomsOf(block).some(({ id }) => ends.has(id)))
    .map(({ id }) => [id, { folded: false }]);
}

interface Composed {
  readonly root: Block;
  /** Whose wires are those of the canvas. */
  readonly wired: ReadonlySet<number>;
}

function composed(graph: ReadGraph, atoms: readonly Block[], ids: Ids): Composed {
  const [only] = atoms;
  const root = only !== undefined && atoms.length === 1 ? only : groupBlock(ids.take(), atoms);
  const waiting = graph.order.filter((node) => graph.inputs[node]?.length !== 0);
  let best: Composed = { root, wired: new Set() };

  if (atoms.length > MOST_RECOGNISED || waiting.length === 0) {
    return best;
  }

  const whole = canvasOf(graph, atoms, { wired: new Set(waiting), ids });

  if (whole !== null || atoms.length > MOST_TRIED) {
    return whole ?? best;
  }

  // Tasks that wait for the same ones, those first that wait for least.
  for (const together of Map.groupBy(waiting, (node) => graph.inputs[node]?.join(" ")).values()) {
    const wired = new Set([...best.wired, ...together]);

    best = canvasOf(graph, atoms, { wired, ids }) ?? best;
  }

  return best;
}

/** Null: with these wires, and no others, it is none that gives each task what the graph gives it. */
function canvasOf(
  { inputs }: ReadGraph,
  atoms: readonly Block[],
  { wired, ids }: { readonly wired: ReadonlySet<number>; readonly ids: Ids },
): Composed | null {
  const wanted = inputs.map((sources, node) => (wired.has(node) ? sources : []));
  const edges = wanted.flatMap((sources, node) => sources.map((source): Edge => [source, node]));
  const found = recognise(atoms.length, edges);

  if (found.kind !== "canvas") {
    return null;
  }

  const { block } = rebuild(found.tree, atoms, { wholes: [], ids });
  const given = Map.groupBy(edgesOf(block), ({ to }) => to);
  const isSame = wanted.every((sources, node) => {
    const got = given.get(atoms[node]?.id ?? "")?.map(({ from }) => from) ?? [];

    return (
      got.length === sources.length &&
      sources.every((source, index) => atoms[source]?.id === got[index])
    );
  });

  return isSame ? { root: block, wired } : null;
}
