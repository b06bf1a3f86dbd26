import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { jsonListBytes, readInline, utf8Bytes, valueBytes } from "../../../shared/engine/values.ts";

/** Code units around each length in UTF-8, surrogates in any order. */
const unit = fc.oneof(
  fc.integer({ min: 0x7e, max: 0x81 }),
  fc.integer({ min: 0x7fe, max: 0x801 }),
  fc.integer({ min: 0xd7fe, max: 0xe001 }),
  fc.nat(0xffff),
);

describe("the length of a text in UTF-8", () => {
  it("is what encoding it comes to, whatever the text holds", () => {
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = String.fromCharCode(...units);

        expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["\ud800", "\udc00", "a\ud83d", "\ud83db", "\ude00\ud83d", "\ud83d\ud83d\ude00"])(
    "counts half a surrogate pair as what stands in for it (%j)",
    (text) => {
      expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
    },
  );
});

describe("a list", () => {
  it("takes its items, two brackets, and a comma between each", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ stringUnit: "binary" })), (items) => {
        const texts = items.map((item) => JSON.stringify(item));

        expect(jsonListBytes(texts.map(utf8Bytes))).toBe(utf8Bytes(`[${texts.join(",")}]`));
      }),
    );
  });
});

describe("a stored value", () => {
  it("is as long as its text, its place, or the null it stands for", () => {
    expect(valueBytes('"é"')).toBe(4);
    expect(valueBytes({ pack: 0, offset: 0, bytes: 5000 })).toBe(5000);
    expect(valueBytes(null)).toBe("null".length);
  });

  it("that lies in a pack is not made up where everything is in memory", () => {
    expect(() => readInline({ pack: 3, offset: 0, bytes: 1 })).toThrow("Pack 3 cannot be read");
  });
});
