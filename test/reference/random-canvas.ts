import type * as fc from "fast-check";

import type { Signature } from "../../shared/canvas/signature.ts";
import {
  canvasShape,
  type CanvasShape,
  type ChainShape,
  type ChordShape,
  type GroupShape,
} from "./canvas-shape.ts";
import { hasPlainErrbacks, isListShape } from "./errback-shape.ts";
import { evaluate } from "./evaluate.ts";
import { shapedOver, shapedTask, type Incoming, type Yielded } from "./shaped-task.ts";
import {
  chain,
  chord,
  group,
  immutable,
  link,
  onError,
  withArgs,
  withOptions,
} from "./signatures.ts";

const MAX_TASKS = 40;
const MAX_DEPTH = 5;

/**
 * Canvases of every kind, nested up to 5 deep, of up to 40 tasks with their callbacks, over `add`, `mul`, `xsum`, `echo` and
 * `fail`. Arguments are right for what comes in, but for a rare TypeError; a task fails now and then.
 */
export function randomCanvas(): fc.Arbitrary<Signature> {
  return canvases(true);
}

/** The same, but every task that runs succeeds. */
export function randomCanvasWithoutFailure(): fc.Arbitrary<Signature> {
  return canvases(false);
}

function canvases(failures: boolean): fc.Arbitrary<Signature> {
  return canvasShape(MAX_DEPTH, failures)
    .map((shape) => shaped(shape, "none").signature)
    .filter((signature) => evaluate(signature).records.length <= MAX_TASKS);
}

interface Shaped {
  readonly signature: Signature;
  readonly yielded: Yielded;
}

function shaped(shape: CanvasShape, incoming: Incoming): Shaped {
  const { signature, yielded } = shapedBare(shape, incoming);
  return { signature: withCallbacks(withIgnoreResult(signature, shape), shape, yielded), yielded };
}

function shapedBare(shape: CanvasShape, incoming: Incoming): Shaped {
  switch (shape.kind) {
    case "task":
      return shapedTask(shape, incoming);
    case "map":
    case "starmap":
    case "chunks":
      return { signature: shapedOver(shape), yielded: "list" };
    case "chain":
    case "group":
    case "chord":
      return shapedComposition(shape, incoming);
  }
}

/** An immutable composition takes nothing that comes in; where nothing does, it may have a partial argument for its parts. */
function shapedComposition(
  shape: ChainShape | GroupShape | ChordShape,
  incoming: Incoming,
): Shaped {
  const taken = shape.immutable ? "none" : incoming;
  const partial = taken === "none" ? shape.partial : null;
  const { signature, yielded } = shapedParts(shape, partial === null ? taken : "number");
  const called = partial === null ? signature : withArgs(signature, partial);
  return { signature: shape.immutable ? immutable(called) : called, yielded };
}

function shapedParts(shape: ChainShape | GroupShape | ChordShape, incoming: Incoming): Shaped {
  switch (shape.kind) {
    case "chain":
      return shapedChain(shape, incoming);
    case "group": {
      const members = shape.members.map((member) => shaped(member, incoming));
      return { signature: group(...signaturesOf(members)), yielded: listOf(members) };
    }
    case "chord": {
      const header = shape.members.map((member) => shaped(member, incoming));
      const body = shaped(shape.body, listOf(header));
      return { signature: chord(signaturesOf(header), body.signature), yielded: body.yielded };
    }
  }
}

function shapedChain(shape: ChainShape, incoming: Incoming): Shaped {
  const steps = [shaped(shape.first, incoming)];
  for (const step of shape.rest) {
    steps.push(shaped(step, steps.at(-1)?.yielded ?? incoming));
  }
  return { signature: chain(...signaturesOf(steps)), yielded: steps.at(-1)?.yielded ?? "number" };
}

function signaturesOf(parts: readonly Shaped[]): readonly Signature[] {
  return parts.map(({ signature }) => signature);
}

function listOf(parts: readonly Shaped[]): Yielded {
  return parts.some(({ yielded }) => yielded === "id") ? "id" : "list";
}

function withIgnoreResult(signature: Signature, { ignoreResult }: CanvasShape): Signature {
  return ignoreResult === undefined
    ? signature
    : withOptions(signature, { ignore_result: ignoreResult });
}

/** A link where there is one result to take; errbacks where it is beyond doubt which task they hear of. */
function withCallbacks(signature: Signature, shape: CanvasShape, yielded: Yielded): Signature {
  const linked =
    shape.link === null || isListShape(shape)
      ? signature
      : link(signature, shaped(shape.link, yielded).signature);
  return shape.errback === null || !hasPlainErrbacks(shape)
    ? linked
    : onError(linked, shaped(shape.errback, "id").signature);
}
