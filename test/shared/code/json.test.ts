import * as fc from "fast-check";
import { expect, it } from "vitest";

import { printJsonLines } from "../../../shared/code/json.ts";
import { signatureOf } from "../../../shared/drawing/to-canvas.ts";
import { blocksOf } from "../../../shared/drawing/walk.ts";
import { arbitrarySignature } from "../canvas/arbitrary-signature.ts";
import { drawn } from "./drawn.ts";

it("is the canvas, and every block has a line", () => {
  fc.assert(
    fc.property(arbitrarySignature(), (signature) => {
      const block = drawn(signature);
      const lines = printJsonLines(block);
      const told = new Set(lines.flatMap(({ ids }) => ids));

      expect(JSON.parse(lines.map(({ text }) => text).join("\n"))).toEqual(signatureOf(block));
      expect(Array.from(blocksOf(block), ({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
    }),
  );
});
