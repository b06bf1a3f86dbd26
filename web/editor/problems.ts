/** What is wrong with a drawing, by the compiler's own rules, and at which block. */
import { parseCanvas } from "../../shared/canvas/parse.ts";
import { type Block, type BlockId, UNCHOSEN_TASK } from "../../shared/drawing/block.ts";
import { graphOf } from "../../shared/drawing/connect/graph.ts";
import { atomsOf } from "../../shared/drawing/connect/order-of.ts";
import type { Drawing } from "../../shared/drawing/drawing.ts";
import { blockAt, pathsOf } from "../../shared/drawing/paths.ts";
import { signatureOf } from "../../shared/drawing/to-canvas.ts";
import { blocksOf } from "../../shared/drawing/walk.ts";
import type { TaskCatalog } from "../../shared/engine/catalog.ts";
import { compileCanvas, type Compiled } from "../../shared/engine/compile.ts";
import { compileGraph } from "../../shared/graph/compile-graph.ts";
import { postedGraph } from "../../shared/graph/posted-graph.ts";
import { taskCatalog } from "../../shared/task/catalog.ts";
import { definitionOf } from "../../shared/task/from-view.ts";
import type { TaskView } from "../../shared/task/view.ts";

export interface DrawingProblem {
  /** Null: it is about the whole. */
  readonly block: BlockId | null;
  /** Inside the block's call: `args[0]`, `kwargs.to`, `options.queue`; empty: the call as a whole. */
  readonly place: string;
  readonly message: string;
}

/** Which queues there are only the server knows: it says so when the drawing is run. */
export function catalogOf(views: readonly TaskView[]): TaskCatalog {
  return taskCatalog(new Map(views.map((view) => [view.name, definitionOf(view)])), "any");
}

export function problemsOf(drawing: Drawing, catalog: TaskCatalog): readonly DrawingProblem[] {
  const { root, crossings } = drawing;

  if (root === null) {
    return [];
  }

  const open = unchosen(root);
  const found =
    crossings.length > 0 ? graphProblems(drawing, catalog) : canvasProblems(root, catalog);
  const known = new Set(open.map(({ block }) => block));

  return [...open, ...found.filter(({ block }) => block === null || !known.has(block))];
}

/** Said in fewer words than that no such task is registered. */
function unchosen(root: Block): readonly DrawingProblem[] {
  return [...blocksOf(root)]
    .filter((block) => block.kind === "task" && block.task === UNCHOSEN_TASK)
    .map(({ id }) => ({ block: id, place: "task", message: "Choose a task." }));
}

function canvasProblems(root: Block, catalog: TaskCatalog): readonly DrawingProblem[] {
  const parsed = parseCanvas(signatureOf(root));
  const problems = parsed.ok
    ? compiledProblems(compileCanvas(parsed.canvas, catalog))
    : parsed.errors;
  const paths = pathsOf(root);

  return problems.map(({ path, message }) => locate(paths, path, message));
}

function graphProblems(drawing: Drawing, catalog: TaskCatalog): readonly DrawingProblem[] {
  const parsed = postedGraph.safeParse(graphOf(drawing));
  const atoms = drawing.root === null ? [] : atomsOf(drawing.root);
  const paths = new Map(atoms.map(({ id }, index) => [`graph.nodes[${index}]`, id]));

  return parsed.success
    ? compiledProblems(compileGraph(parsed.data, catalog)).map(({ path, message }) =>
        locate(paths, path, message),
      )
    : [{ block: null, place: "", message: "This cannot be a graph." }];
}

function compiledProblems(
  compiled: Compiled,
): readonly { readonly path: string; readonly message: string }[] {
  return compiled.ok ? [] : compiled.problems;
}

/** What the server says is about the path of a block, too. */
export function locate(
  paths: ReadonlyMap<string, BlockId>,
  path: string,
  message: string,
): DrawingProblem {
  const block = blockAt(paths, path) ?? null;
  const own = [...paths].find(([, id]) => id === block)?.[0] ?? "";

  return { block, place: path.slice(own.length + 1), message };
}
