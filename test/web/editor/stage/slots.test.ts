import { describe, expect, it } from "vitest";

import { type Drawing, EMPTY_DRAWING } from "../../../../shared/drawing/drawing.ts";
import { putPick } from "../../../../web/editor/pick.ts";
import { dropAt } from "../../../../web/editor/stage/slots.ts";
import { partsOf } from "../../../../web/graph/drawing-parts.ts";
import { layOut, type Layout } from "../../../../web/graph/layout/layout.ts";
import { wireMiddle } from "../../../../web/graph/wire-path.ts";
import { drawn } from "../../../shared/code/drawn.ts";

const drawing: Drawing = {
  ...EMPTY_DRAWING,
  root: drawn({
    task: "celery.chain",
    subtask_type: "chain",
    kwargs: {
      tasks: [
        { task: "a" },
        {
          task: "celery.group",
          subtask_type: "group",
          kwargs: { tasks: [{ task: "b" }, { task: "?" }] },
        },
        { task: "d" },
      ],
    },
  }),
  nextId: 100,
};
const layout = layOut(partsOf(drawing));

describe("what is dropped on a node goes", () => {
  it.each([
    ["before it, at its left", 10, 28, "before"],
    ["after it, at its right", 175, 28, "after"],
    ["above it, over its middle", 92, 10, "above"],
    ["below it, under its middle", 92, 50, "below"],
  ])("%s", (_, dx, dy, at) => {
    const { x, y } = placeOf(layout, "b2");

    expect(dropAt({ drawing, layout }, { x: x + dx, y: y + dy }).aim).toEqual({
      kind: "put",
      slot: { at, id: "b2" },
    });
  });

  it("into it, where a task is still to be chosen", () => {
    const { x, y } = placeOf(layout, "b5");

    expect(dropAt({ drawing, layout }, { x: x + 10, y: y + 10 }).aim).toEqual({
      kind: "choose",
      id: "b5",
    });
  });
});

it("what is dropped on any wire is wired on both sides of it", () => {
  for (const wire of layout.wires) {
    const { aim } = dropAt({ drawing, layout }, wireMiddle(wire));
    const edit = putPick(drawing, { kind: "task", task: "new" }, aim);
    const wires = edit.ok ? layOut(partsOf(edit.drawing)).wires : [];
    const [id = ""] = edit.ok ? edit.select : [];

    expect(wires.some(({ to }) => to.id === id)).toBe(true);
    expect(wires.some(({ from }) => from.id === id)).toBe(true);
  }
});

it("what is dropped in a frame, beside its lanes, becomes a lane there", () => {
  const [frame] = layout.frames;
  const { x = 0, y = 0, height = 0 } = frame ?? {};

  expect(dropAt({ drawing, layout }, { x: x + 20, y: y + height - 4 }).aim).toEqual({
    kind: "put",
    slot: { at: "lane", id: "b3", index: 2 },
  });
});

it("what is dropped far away is kept on the shelf, but the first thing begins the drawing", () => {
  const far = { x: 3_000, y: 3_000 };

  expect(dropAt({ drawing, layout }, far).aim).toEqual({ kind: "put", slot: { at: "shelf" } });
  expect(dropAt({ drawing: EMPTY_DRAWING, layout: layOut([]) }, far).aim).toEqual({
    kind: "put",
    slot: { at: "end" },
  });
});

it("what is dragged is no place for itself", () => {
  const { x, y } = placeOf(layout, "b2");
  const { aim } = dropAt({ drawing, layout }, { x: x + 92, y: y + 28 }, new Set(["b2"]));

  expect(JSON.stringify(aim)).not.toContain("b2");
});

function placeOf({ boxes }: Layout, id: string): { readonly x: number; readonly y: number } {
  return boxes.find((box) => box.id === id) ?? { x: Number.NaN, y: Number.NaN };
}
