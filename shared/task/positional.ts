/**
 * The positional arguments of a task as a type. TypeScript knows which keys an object has but not their order, so each position takes
 * the union of all the parameters' types; how many there are, and how many may be left out, it knows.
 */
import type { z } from "zod";

export type ArgumentShape = Readonly<Record<string, z.ZodType>>;

/** Keys whose values are lists: those that `rest` may name. */
export type ListKey<Shape extends ArgumentShape> = {
  [Key in keyof Shape]: z.output<Shape[Key]> extends readonly unknown[] ? Key : never;
}[keyof Shape] &
  string;

export type PositionalArguments<Shape extends ArgumentShape, Rest extends keyof Shape> = [
  Rest,
] extends [never]
  ? Slots<
      OptionalKey<Shape>,
      [Value<Shape>?],
      Slots<Exclude<keyof Shape, OptionalKey<Shape>>, [Value<Shape>]>
    >
  : (Value<Omit<Shape, Rest>> | Item<z.input<Shape[Rest]>>)[];

type Value<Shape extends ArgumentShape> = {
  [Key in keyof Shape]: Exclude<z.input<Shape[Key]>, undefined>;
}[keyof Shape];

type Item<List> = Exclude<List, undefined> extends readonly (infer Element)[] ? Element : never;

type OptionalKey<Shape extends ArgumentShape> = {
  [Key in keyof Shape]: Shape[Key] extends {
    readonly _zod: { readonly optin: "optional" | "defaulted" };
  }
    ? Key
    : never;
}[keyof Shape];

/** `Tuple` with one more slot for each member of `Keys`. */
type Slots<Keys, Slot extends readonly unknown[], Tuple extends readonly unknown[] = []> = [
  Keys,
] extends [never]
  ? Tuple
  : Slots<Exclude<Keys, LastOf<Keys>>, Slot, [...Tuple, ...Slot]>;

type LastOf<Union> =
  IntersectionOf<Union extends unknown ? () => Union : never> extends () => infer Last
    ? Last
    : never;

type IntersectionOf<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
