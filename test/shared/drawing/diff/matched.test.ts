import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { changesOf } from "../../../../shared/drawing/diff/changes.ts";
import { matched } from "../../../../shared/drawing/diff/matched.ts";
import { allBlocks, type Drawing, EMPTY_DRAWING } from "../../../../shared/drawing/drawing.ts";
import { arbitrarySignature } from "../../canvas/arbitrary-signature.ts";
import { drawn } from "../../code/drawn.ts";
import { shapeOfDrawing, sketch } from "../sketch.ts";

function changes(before: string, after: string): readonly string[] {
  const [old, now] = [sketch(before), sketch(after)];

  return changesOf(old, matched(old, now)).map(({ kind, subject }) => `${kind} ${subject}`);
}

function drawingOf(signature: unknown): Drawing {
  return { ...EMPTY_DRAWING, root: drawn(signature), nextId: 100_000 };
}

describe("between versions that were saved without ids", () => {
  it.each([
    [
      "one more lane is all that is new",
      "chain(a, chord([b, c], d))",
      "chain(a, chord([b, c, e], d))",
      ["added e"],
    ],
    [
      "one more lane before the others, too",
      "chain(a, [b, c], d)",
      "chain(a, [e, b, c], d)",
      ["added e"],
    ],
    ["one step less is all that is gone", "chain(a, b, c, d)", "chain(a, c, d)", ["removed b"]],
    ["a step in between is all that is new", "chain(a, b)", "chain(a, c, b)", ["added c"]],
    [
      "a task that calls another is changed, where it stands",
      "chain(a, [b, c], d)",
      "chain(a, [b, e], d)",
      ["changed e"],
    ],
    ["nothing is different in what is the same", "chain(a, [b, c], d)", "chain(a, [b, c], d)", []],
  ])("%s", (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });

  it("a single task that became a chain is the same task", () => {
    expect(changes("a", "chain(a, b)")).not.toContain("removed a");
  });

  it("nothing is different in the same canvas, whatever it is", () => {
    fc.assert(
      fc.property(arbitrarySignature(), (signature) => {
        const [old, now] = [drawingOf(signature), drawingOf(signature)];

        expect(changesOf(old, matched(old, now))).toEqual([]);
      }),
    );
  });

  it("the later one stays what it is, whatever the other was", () => {
    fc.assert(
      fc.property(arbitrarySignature(), arbitrarySignature(), (one, other) => {
        const now = drawingOf(other);
        const same = matched(drawingOf(one), now);

        expect(shapeOfDrawing(same)).toBe(shapeOfDrawing(now));
      }),
    );
  });

  it("no two blocks get one id", () => {
    fc.assert(
      fc.property(arbitrarySignature(), arbitrarySignature(), (one, other) => {
        const same = matched(drawingOf(one), drawingOf(other));
        const ids = idsOf(same);

        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

function idsOf(drawing: Drawing): readonly string[] {
  return Array.from(allBlocks(drawing), ({ id }) => id);
}
