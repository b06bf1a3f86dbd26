import { describe, expect, it } from "vitest";

import { graphOf } from "../../../../shared/drawing/connect/graph.ts";
import type { Drawing } from "../../../../shared/drawing/drawing.ts";
import { saveDrawing } from "../../../../shared/drawing/saved.ts";
import { signatureOf } from "../../../../shared/drawing/to-canvas.ts";
import { readImport } from "../../../../web/editor/saving/import.ts";
import { chain, s } from "../../../reference/signatures.ts";

const CANVAS = chain(s("add", 1, 2), s("mul", 3));
const GRAPH = {
  nodes: ["a", "b", "c", "d"].map((id) => ({ id, task: "echo" })),
  edges: ["a-c", "b-c", "b-d"].map((edge) => ({ from: edge.at(0), to: edge.at(-1) })),
};

function imported(value: unknown): Drawing {
  const read = readImport(value);

  if (!read.ok) {
    throw new TypeError(JSON.stringify(read.errors));
  }

  return read.drawing;
}

function canvasOf({ root }: Drawing): unknown {
  return root && signatureOf(root);
}

describe("what can be imported", () => {
  it("is a signature, alone or as it is posted with a name", () => {
    expect(canvasOf(imported(CANVAS))).toEqual(CANVAS);
    expect(canvasOf(imported({ canvas: CANVAS }))).toEqual(CANVAS);
    expect(imported({ canvas: CANVAS, name: "nightly" }).name).toBe("nightly");
  });

  it("is a graph as it is posted", () => {
    expect(graphOf(imported({ graph: GRAPH })).edges).toHaveLength(3);
  });

  it("is a saved workflow as it is answered, and a drawing that was exported", () => {
    const drawing = imported({ canvas: CANVAS, name: "nightly" });
    const view = { name: "nightly", version: 3, canvas: CANVAS, graph: null };

    expect(imported({ ...view, drawing: null })).toEqual(drawing);
    expect(imported({ ...view, drawing: saveDrawing(drawing) })).toEqual(drawing);
    expect(imported(saveDrawing(drawing))).toEqual(drawing);
  });

  it.each([null, 3, "add", [], {}, { canvas: 1 }, { graph: {} }, { drawing: [] }, { next_id: 0 }])(
    "is not %j, and what is wrong is told",
    (value) => {
      const read = readImport(value);

      expect(read.ok ? [] : read.errors).not.toEqual([]);
    },
  );
});
