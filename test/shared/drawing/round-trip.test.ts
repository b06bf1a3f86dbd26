import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { allBlocks, type Drawing, readDrawing } from "../../../shared/drawing/drawing.ts";
import { loadDrawing, saveDrawing } from "../../../shared/drawing/saved.ts";
import { signatureOf } from "../../../shared/drawing/to-canvas.ts";
import { arbitrarySignature } from "../canvas/arbitrary-signature.ts";
import { readCases } from "../canvas/cases.ts";

interface Case {
  readonly name: string;
  readonly canvas: unknown;
}

const recorded = ["canvas-results.json", "canvas-failures.json"].flatMap(
  (file) => (JSON.parse(readCases(file)) as { readonly cases: readonly Case[] }).cases,
);

/** A canvas for each item of a list that is not known yet, callbacks in both forms. */
const each = {
  task: "lovage.each",
  args: [],
  kwargs: {
    task: { task: "add", args: [1], kwargs: {}, options: {}, subtask_type: null, immutable: false },
  },
  options: { queue: "low" },
  subtask_type: null,
  immutable: false,
};

describe("Celery's JSON drawn and printed again is the same", () => {
  it.each(recorded.map(({ name, canvas }) => [name, canvas]))("%s", (_, canvas) => {
    expect(printed(drawn(canvas))).toEqual(canvas);
  });

  it("every text that Celery printed", () => {
    const texts = readCases("celery/serialisation_5.6.3.txt").match(/^\{.*\}$/gmu) ?? [];
    const canvases = texts
      .map((text): unknown => JSON.parse(text))
      .filter((canvas) => readDrawing(canvas).ok);

    expect(canvases.length).toBeGreaterThan(20);
    expect(canvases.map((canvas) => printed(drawn(canvas)))).toEqual(canvases);
  });

  it("an each, whose inner canvas is a part of the drawing", () => {
    const drawing = drawn(each);

    expect(printed(drawing)).toEqual(each);
    expect(Array.from(allBlocks(drawing), ({ kind }) => kind)).toEqual(["each", "task"]);
  });

  it("any canvas, callbacks written as one or as a list among them", () => {
    fc.assert(
      fc.property(arbitrarySignature(), (signature) => {
        expect(printed(drawn(signature))).toEqual(signature);
      }),
    );
  });
});

describe("a drawing that was kept", () => {
  it("is the same when it is loaded, with every id in its place", () => {
    fc.assert(
      fc.property(fc.array(arbitrarySignature(), { maxLength: 3 }), (signatures) => {
        const [root, ...shelf] = signatures.map(
          (signature, index) => drawn(signature, index * 1000).root,
        );
        const drawing: Drawing = {
          name: "nightly",
          root: root ?? null,
          shelf: shelf.filter((block) => block !== null),
          crossings: [],
          remarks: { b1: { name: "first", note: "why", folded: true } },
          nextId: 9000,
        };

        const kept: unknown = JSON.parse(JSON.stringify(saveDrawing(drawing)));
        expect(loadDrawing(kept)).toEqual({ ok: true, drawing });
      }),
    );
  });

  it.each([
    [null],
    [{}],
    [{ version: 2 }],
    [{ ...saveDrawing(drawn(each)), canvas: { task: 3 } }],
    [{ ...saveDrawing(drawn(each)), ids: "b1" }],
  ])("says what is wrong with it when it is damaged: %j", (damaged) => {
    const loaded = loadDrawing(damaged);

    expect(loaded.ok ? [] : loaded.errors).not.toEqual([]);
  });
});

/** With ids that begin after `after`. */
function drawn(signature: unknown, after = 0): Drawing {
  const read = readDrawing(signature);

  if (!read.ok) {
    throw new Error(`Unexpected: ${JSON.stringify(read.errors)}`);
  }

  return after === 0 ? read.drawing : shifted(read.drawing, after);
}

function shifted(drawing: Drawing, after: number): Drawing {
  const saved = saveDrawing(drawing);
  const loaded = loadDrawing({ ...saved, ids: saved.ids.map((_, index) => `b${after + index}`) });

  return loaded.ok ? loaded.drawing : drawing;
}

function printed({ root }: Drawing): unknown {
  return root && signatureOf(root);
}
