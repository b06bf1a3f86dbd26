import * as fc from "fast-check";
import { expect, it } from "vitest";

import { parseCanvas } from "../../../shared/canvas/parse.ts";
import { toSignature } from "../../../shared/canvas/to-json.ts";
import { arbitrarySignature } from "./arbitrary-signature.ts";
import { parsed } from "./parsed.ts";

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
});

it("reading and printing gives the same text", () => {
  fc.assert(
    fc.property(arbitrarySignature(), (signature) => {
      expect(JSON.stringify(toSignature(parsed(signature)))).toBe(JSON.stringify(signature));
    }),
  );
});

it("printing and reading gives the same canvas", () => {
  fc.assert(
    fc.property(arbitrarySignature(), (signature) => {
      const canvas = parsed(signature);
      expect(parsed(toSignature(canvas))).toEqual(canvas);
    }),
  );
});

it("reading never throws, whatever it is given", () => {
  fc.assert(
    fc.property(anything, (value) => {
      expect(isAnswer(parseCanvas(value))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("reading never throws on a canvas with anything in one place, and says where it is wrong", () => {
  fc.assert(
    fc.property(arbitrarySignature(), anything, fc.nat(), (signature, intruder, place) => {
      expect(isAnswer(parseCanvas(withIntruder(signature, intruder, place)))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

function isAnswer(result: ReturnType<typeof parseCanvas>): boolean {
  return (
    result.ok ||
    (result.errors.length > 0 && result.errors.every(({ path }) => path.startsWith("canvas")))
  );
}

/** `signature` with the `place`th of its values (counted around) replaced. */
function withIntruder(signature: unknown, intruder: unknown, place: number): unknown {
  const count = countValues(signature);
  let index = -1;
  return JSON.parse(JSON.stringify(signature), (_, value: unknown) => {
    index += 1;
    return index === place % count ? intruder : value;
  });
}

function countValues(value: unknown): number {
  const children = typeof value === "object" && value !== null ? Object.values(value) : [];
  return children.reduce<number>((total, child) => total + countValues(child), 1);
}
