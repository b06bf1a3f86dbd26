import { addErrback, addLink } from "./add-link.ts";
/**
 * Celery's `left | right`: what follows a group makes it a chord, what follows a chord goes into its body, chains join up and a
 * group of one that follows something is that one. The corners are Celery 5.6.3's, whose printed canvases these equal.
 */
import {
  type Canvas,
  type ChainCanvas,
  chainCanvas,
  type ChordCanvas,
  chordCanvas,
  type GroupCanvas,
} from "./canvas.ts";
import { errbacksOf, linksOf } from "./links.ts";

export function pipeCanvas(left: Canvas, right: Canvas): Canvas {
  switch (left.kind) {
    case "group":
      return chordCanvas(left, right);
    case "chain":
      return afterChain(left, right);
    case "chord":
      return afterChord(left, right);
    case "task":
    case "map":
    case "starmap":
    case "chunks":
      return afterTask(left, right);
  }
}

function afterTask(left: Canvas, right: Canvas): Canvas {
  return chainCanvas(right.kind === "chain" ? [left, ...unchain(right)] : [left, unroll(right)]);
}

function afterChord(left: ChordCanvas, right: Canvas): Canvas {
  const next = unroll(right);
  const isStep = next !== right || (right.kind !== "group" && right.kind !== "chain");
  return isStep ? intoBody(left, next) : afterTask(left, right);
}

function afterChain(left: ChainCanvas, right: Canvas): Canvas {
  const next = unroll(right);
  switch (next.kind) {
    case "group":
      return groupAfterChain(left, next);
    case "chain":
      return unchain(next).reduce(pipeCanvas, left);
    case "chord":
    case "task":
    case "map":
    case "starmap":
    case "chunks":
      return stepAfterChain(left, next);
  }
}

function groupAfterChain(left: ChainCanvas, group: GroupCanvas): Canvas {
  const tasks = unchain(left);
  const last = tasks.at(-1);
  if (last === undefined) {
    return group;
  }
  return chainCanvas(
    last.kind === "chord" ? [...tasks.slice(0, -1), intoBody(last, group)] : [...tasks, group],
  );
}

function stepAfterChain(left: ChainCanvas, next: Canvas): Canvas {
  const last = left.tasks.at(-1);
  const before = left.tasks.slice(0, -1);
  if (last?.kind === "group") {
    return { ...left, tasks: withChord(before, chordCanvas(last, next)) };
  }
  if (last?.kind === "chord" && next.kind !== "chord") {
    return { ...left, tasks: [...before, intoBody(last, next)] };
  }
  return chainCanvas([...unchain(left), next]);
}

/** A chord that would follow a chord goes into its body. */
function withChord(tasks: readonly Canvas[], chord: ChordCanvas): readonly Canvas[] {
  const last = tasks.at(-1);
  return last?.kind === "chord"
    ? [...tasks.slice(0, -1), intoBody(last, chord)]
    : [...tasks, chord];
}

function intoBody(chord: ChordCanvas, next: Canvas): ChordCanvas {
  return { ...chord, body: pipeCanvas(chord.body, next) };
}

function unroll(canvas: Canvas): Canvas {
  const [only, ...others] = canvas.kind === "group" ? canvas.tasks : [];
  return only !== undefined && others.length === 0 ? only : canvas;
}

/** The steps of a chain that stand for it once it is part of another: its callbacks on the last, its errbacks on each. */
function unchain(chain: ChainCanvas): readonly Canvas[] {
  const errbacks = errbacksOf(chain);
  const callbacks = linksOf(chain);
  return chain.tasks.map((task, index) => {
    const linked = index === chain.tasks.length - 1 ? callbacks.reduce(addLink, task) : task;
    return errbacks.reduce(addErrback, linked);
  });
}
