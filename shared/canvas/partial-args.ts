/**
 * The arguments of a task given in part, as types. What is given comes last: `mul.s(3)` of `mul(x, y)` gives `y`, and `x` is
 * what may stand before.
 */
import type { Anything } from "./step.ts";

/** The arguments that may be given first: any number of the last ones. */
export type Given<Args extends Anything> = Extract<Suffix<Full<Args>>, Anything>;

/** What may stand before `Some` for both together to be all arguments of a task. */
export type Missing<Args extends Anything, Some extends Anything> = Extract<
  Lead<Full<Args>, Some>,
  Anything
>;

/** Every list of arguments the task takes: with and without each that may be left out. */
type Full<Args extends Anything, Taken extends Anything = []> = number extends Args["length"]
  ? [...Taken, ...Args]
  : Args extends readonly []
    ? Taken
    : Args extends readonly [infer Next, ...infer Others]
      ? Full<Others, [...Taken, Next]>
      : Args extends readonly [(infer Next)?, ...infer Others]
        ? Taken | Full<Others, [...Taken, Next]>
        : never;

type Suffix<All> = All extends readonly [unknown, ...infer Others] ? All | Suffix<Others> : All;

type Lead<All, Some extends Anything> = All extends Anything
  ? Some extends readonly [...infer SomeOthers, infer Last]
    ? number extends All["length"]
      ? All | []
      : All extends readonly [...infer AllOthers, infer Parameter]
        ? Last extends Parameter
          ? Lead<AllOthers, SomeOthers>
          : never
        : never
    : All
  : never;
