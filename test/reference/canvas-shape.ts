import * as fc from "fast-check";

/**
 * The outline of a random canvas, not knowing yet what comes in: `random-canvas.ts` chooses tasks and arguments that are right
 * for it. Drawn this way round, every part of an outline can shrink on its own.
 */
export type CanvasShape = TaskShape | OverShape | ChainShape | GroupShape | ChordShape;

interface ShapeBase {
  readonly ignoreResult: boolean | undefined;
  /** Hung on where the canvas can have one. */
  readonly link: CanvasShape | null;
  readonly errback: CanvasShape | null;
}

export interface TaskShape extends ShapeBase {
  readonly kind: "task";
  /** Fixes the task, out of those that take what comes in. */
  readonly pick: number;
  readonly fails: boolean;
  readonly immutable: boolean;
  readonly x: number;
  readonly y: number;
}

/** A map, a starmap, or chunks of `size` items. */
export interface OverShape extends ShapeBase {
  readonly kind: "map" | "starmap" | "chunks";
  readonly items: readonly (readonly [number, number])[];
  readonly size: number;
}

/** What a composition has beside its parts: immutable it takes no result, but a partial argument of its own. */
interface CompositionBase extends ShapeBase {
  readonly immutable: boolean;
  readonly partial: number | null;
}

export interface ChainShape extends CompositionBase {
  readonly kind: "chain";
  readonly first: CanvasShape;
  readonly rest: readonly CanvasShape[];
}

export interface GroupShape extends CompositionBase {
  readonly kind: "group";
  readonly members: readonly CanvasShape[];
}

export interface ChordShape extends CompositionBase {
  readonly kind: "chord";
  readonly members: readonly CanvasShape[];
  readonly body: CanvasShape;
}

const MAX_PARTS = 4;

const small: fc.Arbitrary<number> = fc.integer({ min: 0, max: 9 });
/** True once in `n`, and false when shrunk. */
const onceIn = (n: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: n }).map((drawn) => drawn === n);

/** Outlines nested at most `depth` deep, in which a task fails now and then if `failures`. */
export function canvasShape(depth: number, failures: boolean): fc.Arbitrary<CanvasShape> {
  // Lone tasks are dull: outermost they are rare.
  const leaves = [
    { arbitrary: taskShape(depth, failures), weight: depth > 3 ? 1 : 9 },
    { arbitrary: overShape(depth, failures), weight: 1 },
  ];
  if (depth === 0) {
    return fc.oneof(...leaves);
  }
  const part = canvasShape(depth - 1, failures);
  const base = compositionBase(depth, failures);
  const parts = fc.array(part, { maxLength: MAX_PARTS });
  return fc.oneof(
    ...leaves,
    {
      arbitrary: fc.record({ ...base, kind: fc.constant("chain"), first: part, rest: parts }),
      weight: 4,
    },
    { arbitrary: fc.record({ ...base, kind: fc.constant("group"), members: parts }), weight: 3 },
    {
      arbitrary: fc.record({ ...base, kind: fc.constant("chord"), members: parts, body: part }),
      weight: 4,
    },
  );
}

function taskShape(depth: number, failures: boolean): fc.Arbitrary<TaskShape> {
  return fc.record({
    ...shapeBase(depth, failures),
    kind: fc.constant("task"),
    pick: fc.nat({ max: 5 }),
    fails: failures ? onceIn(12) : fc.constant(false),
    immutable: onceIn(6),
    x: small,
    y: small,
  });
}

function overShape(depth: number, failures: boolean): fc.Arbitrary<OverShape> {
  return fc.record({
    ...shapeBase(depth, failures),
    kind: fc.constantFrom("map", "starmap", "chunks"),
    items: fc.array(fc.tuple(small, small), { maxLength: MAX_PARTS }),
    size: fc.integer({ min: 1, max: 3 }),
  });
}

function compositionBase(depth: number, failures: boolean): Arbitraries<CompositionBase> {
  return {
    ...shapeBase(depth, failures),
    immutable: onceIn(10),
    partial: fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, small),
  };
}

function shapeBase(depth: number, failures: boolean): Arbitraries<ShapeBase> {
  return {
    ignoreResult: fc.oneof({ arbitrary: fc.constant(undefined), weight: 12 }, fc.boolean()),
    link: callbackShape(depth, failures),
    errback: callbackShape(depth, failures),
  };
}

function callbackShape(depth: number, failures: boolean): fc.Arbitrary<CanvasShape | null> {
  const none = fc.constant(null);
  return depth < 2
    ? none
    : fc.oneof({ arbitrary: none, weight: 9 }, canvasShape(depth - 2, failures));
}

type Arbitraries<T> = { readonly [K in keyof T]: fc.Arbitrary<T[K]> };
