/** How steps fit together, as types: what a chain hands on, what a group collects. */
import type { AnyStep, Anything, BeforeOf, Gathered, ResultOf, Step, Value } from "./step.ts";

/** What a step yields inside a chain, where a group of one is that one. */
export type Handed<S> = S extends { readonly kind: "group" }
  ? ResultOf<S> extends Gathered<readonly [infer Only]>
    ? Only
    : ResultOf<S>
  : ResultOf<S>;

/** The steps of a chain, each but the first required to take what the one before it hands on; an array of any length is not checked. */
export type Linked<S extends Anything> = S extends readonly [infer First, ...infer Rest]
  ? [First, ...After<First, Rest>]
  : S;

type After<Previous, S extends Anything> = S extends readonly [infer Next, ...infer Rest]
  ? [Step<[Value<Handed<Previous>>], unknown>, ...After<Next, Rest>]
  : S;

export type FirstOf<S extends Anything> = S extends readonly [infer Head, ...Anything]
  ? Head
  : S[number];

export type LastOf<S extends Anything> = S extends readonly [...Anything, infer Tail]
  ? Tail
  : S[number];

/** What every one of the steps accepts before it. */
export type BeforeAll<S extends readonly AnyStep[]> = Extract<
  IntersectionOf<Accepting<S>[number]>,
  Anything
>;

type Accepting<S extends Anything> = { [I in keyof S]: (before: BeforeOf<S[I]>) => void };

type IntersectionOf<Functions> = [Functions] extends [never]
  ? Anything
  : [Functions] extends [(before: infer All) => void]
    ? All
    : never;

/** What steps side by side yield, in their order; what a group among them yields stands unnested. */
export type ResultsOf<S extends Anything> = S extends readonly []
  ? []
  : S extends readonly [infer Head, ...infer Tail]
    ? [...Flat<ResultOf<Head>>, ...ResultsOf<Tail>]
    : Flat<ResultOf<S[number]>>[number][];

type Flat<Result> = Result extends Gathered<infer Results> ? Results : [Result];
