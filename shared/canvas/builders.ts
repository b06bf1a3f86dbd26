/**
 * Celery's builders: what they print is what Celery prints for the same words. A step that cannot take what its predecessor
 * yields does not compile.
 */
import {
  type CanvasSignature,
  canvasSignature,
  type GroupSignature,
  groupSignature,
} from "./canvas-signature.ts";
import { type Canvas, chainCanvas, chordCanvas, groupCanvas } from "./canvas.ts";
import { eachCanvas } from "./each.ts";
import type { BeforeAll, FirstOf, Handed, LastOf, Linked, ResultsOf } from "./fit.ts";
import { pipeCanvas } from "./pipe-canvas.ts";
import type { AnyStep, Anything, BeforeOf, ResultOf, Step, Value } from "./step.ts";
import type { TaskSignature } from "./task-signature.ts";

type ChainOf<S extends Anything> = CanvasSignature<BeforeOf<FirstOf<S>>, Handed<LastOf<S>>>;

/** What the builders take: steps, or one list of them. */
type Steps = readonly AnyStep[] | readonly [readonly AnyStep[]];

/** One after the other, each called with what the one before it yields. A group that something follows becomes a chord. */
export function chain<S extends readonly [AnyStep, ...AnyStep[]]>(
  ...steps: S & Linked<S>
): ChainOf<S>;
export function chain<const S extends readonly AnyStep[]>(steps: S & Linked<S>): ChainOf<S>;
export function chain(...steps: Steps): CanvasSignature<never, unknown> {
  const only = onlyStep(steps);
  return canvasSignature(
    only ? chainCanvas([only]) : canvasesOf(steps).reduce(pipeCanvas, chainCanvas([])),
  );
}

/** Side by side; yields the list of their results, in this order. */
export function group<S extends readonly AnyStep[]>(
  ...members: S
): GroupSignature<BeforeAll<S>, ResultsOf<S>>;
export function group<const S extends readonly AnyStep[]>(
  members: S,
): GroupSignature<BeforeAll<S>, ResultsOf<S>>;
export function group(...members: Steps): GroupSignature<never, Anything> {
  const only = onlyStep(members);
  return groupSignature(
    only?.kind === "group" ? groupCanvas(only.tasks) : groupCanvas(canvasesOf(members)),
  );
}

/** A header side by side, then a body that is called with the list of its results. */
export function chord<const S extends readonly AnyStep[], Result>(
  header: S,
  body: Step<[ResultsOf<S>], Result>,
): CanvasSignature<BeforeAll<S>, Result>;
export function chord<Before extends Anything, Items extends Anything, Result>(
  header: GroupSignature<Before, Items>,
  body: Step<[Items], Result>,
): CanvasSignature<Before, Result>;
export function chord<Before extends Anything, Item, Result>(
  header: TaskSignature<Before, Item>,
  body: Step<[[Item]], Result>,
): CanvasSignature<Before, Result>;
export function chord(
  header: AnyStep | readonly AnyStep[],
  body: AnyStep,
): CanvasSignature<never, unknown> {
  return canvasSignature(
    chordCanvas("canvas" in header ? header.canvas : header.map(canvasOf), body.canvas),
  );
}

/** One call for each item of the list that comes before it, side by side; yields the list of their results, each by itself. */
export function each<Before extends Anything, Result>(
  step: Step<Before, Result>,
): CanvasSignature<[readonly Before[0][]], Value<Result>[]> {
  return canvasSignature(eachCanvas(step.canvas));
}

/** Celery's `left | right`. */
export function pipe<Left extends AnyStep, Right extends AnyStep>(
  left: Left,
  right: Right & Step<[Value<ResultOf<Left>>], unknown>,
): CanvasSignature<BeforeOf<Left>, Handed<Right>> {
  return canvasSignature(pipeCanvas(left.canvas, right.canvas));
}

/** The one step given by itself, if so: Celery treats it differently from a list of one. */
function onlyStep([first, ...others]: Steps): Canvas | undefined {
  return first !== undefined && others.length === 0 && "canvas" in first ? first.canvas : undefined;
}

function canvasesOf(steps: Steps): readonly Canvas[] {
  return steps.flat().map(canvasOf);
}

function canvasOf(step: AnyStep): Canvas {
  return step.canvas;
}
