/**
 * The types by which canvases fit together. A step is read as a function: from what stands before its own arguments to what it
 * yields. `mul.s(3)` of `mul(x, y)` is a step from `[number]` to `number`; `mul.s(2, 3)` is one from `[]`; `mul.si(2, 3)` takes
 * anything, for it ignores what comes before.
 */
import type { Canvas } from "./canvas.ts";
import type { Signature } from "./signature.ts";

/** Carries a step's types; there is never a value. */
declare const types: unique symbol;

/** Anything that can be composed. `Before` is what may stand before it: the predecessor's result, or nothing. */
export interface Step<Before extends readonly unknown[], Result> {
  readonly canvas: Canvas;
  /** Celery's JSON, so that `JSON.stringify(step)` is what one posts. */
  toJSON(): Signature;
  readonly [types]?: (before: Before) => Result;
}

// `never` before it: what accepts nothing for sure is what every step is.
export type AnyStep = Step<never, unknown>;

/** A step that can be run as it is. */
export type Runnable<Result> = Step<[], Result>;

/** What ignores its predecessor takes this before it. */
export type Anything = readonly unknown[];

/** What a step that ends in a group yields. As a member of a group or header its results stand among the others, unnested. */
export interface Gathered<Results extends readonly unknown[]> {
  readonly gathered: Results;
}

/** What may stand before a step. */
export type BeforeOf<S> = S extends { readonly [types]?: (before: infer Before) => unknown }
  ? Extract<Before, Anything>
  : never;

/** What a step yields, as it is joined to others. */
export type ResultOf<S> = S extends { readonly [types]?: (before: never) => infer Result }
  ? Result
  : never;

/** What a step yields, as its successor gets it. */
export type Value<Result> = Result extends Gathered<infer Results> ? Results : Result;
