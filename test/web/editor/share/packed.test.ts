import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { pack, unpack } from "../../../../web/editor/share/packed.ts";

describe("a packed text", () => {
  it("is the same when it is unpacked, in characters that an address may hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), async (text) => {
        const packed = await pack(text);

        expect(packed).toMatch(/^[\w-]*$/u);
        expect(await unpack(packed)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it("is much shorter where it says the same again and again", async () => {
    expect((await pack('{"task": "add"}'.repeat(1000))).length).toBeLessThan(300);
  });

  it.each([
    ["cut off", async () => (await pack("a drawing of some length")).slice(0, 12)],
    ["no characters of it", async () => "%%%"],
    ["never packed", async () => "aGVsbG8"],
  ])("that is %s is none", async (_, damaged) => {
    expect(await unpack(await damaged())).toBe(null);
  });

  it("that stands for more than anybody draws is not unpacked to its end", async () => {
    const bomb = await pack("0".repeat(5_000_000));

    expect(bomb.length).toBeLessThan(10_000);
    expect(await unpack(bomb)).toBe(null);
  });
});
