import { describe, expect, it } from "vitest";

import { taskBlock } from "../../../../shared/drawing/block.ts";
import { allBlocks, drawnAs, findBlock } from "../../../../shared/drawing/drawing.ts";
import { setOption } from "../../../../shared/drawing/edit/call.ts";
import { duplicate } from "../../../../shared/drawing/edit/copy.ts";
import { once, repeat, unwrap, wrapInGroup } from "../../../../shared/drawing/edit/frames.ts";
import { insert } from "../../../../shared/drawing/edit/insert.ts";
import { move } from "../../../../shared/drawing/edit/move.ts";
import { after, drawn, idOf, idsOf, shapeOfDrawing, sketch } from "../sketch.ts";

describe("a group goes around", () => {
  it.each([
    ["a", ["a"], "[a]"],
    ["chain(a, b, c)", ["a", "b"], "chain([chain(a, b)], c)"],
    ["[a, b, c]", ["b", "c"], "[a, [b, c]]"],
    [
      "chain(a, chord([b, c], d), e)",
      ["b", "c", "d", "e"],
      "chain(a, [chain(chord([b, c], d), e)])",
    ],
    ["chain(a, b, c)", ["a", "c"], /something that is not selected/u],
  ])("in %s: %j", (before, wrapped, expected) => {
    const drawing = sketch(before);

    expect(after(wrapInGroup(drawing, idsOf(drawing, ...wrapped)))).toMatch(
      typeof expected === "string" ? new RegExp(`^${RegExp.escape(expected)}$`, "u") : expected,
    );
  });
});

describe("a frame that is dissolved", () => {
  it.each([
    ["chain(a, [b, c])", "[b, c]", "chain(a, b, c)"],
    ["[a, [b, c]]", "[b, c]", "[a, b, c]"],
    ["chord([a, b], c)", "chord([a, b], c)", "chain(a, b, c)"],
  ])("%s without %s", (before, frame, expected) => {
    const drawing = sketch(before);

    expect(after(unwrap(drawing, idOf(drawing, frame)))).toBe(expected);
  });

  it("stays when it says something of its own", () => {
    const drawing = sketch("[a, b]");
    const edited = setOption(drawing, idOf(drawing, "[a, b]"), "queue", "low");

    expect(edited.ok && after(unwrap(edited.drawing, idOf(drawing, "[a, b]")))).toMatch(
      /of its own/u,
    );
  });
});

describe("many calls of one", () => {
  it("are one node, whichever part of them is meant", () => {
    const drawing = sketch("chain(a, each(chain(b, c)))");
    const [each = ""] = idsOf(drawing, "each(chain(b, c))");

    expect(drawnAs(drawing, idOf(drawing, "c"))).toBe(each);
    expect(drawnAs(drawing, each)).toBe(each);
    expect(drawnAs(drawing, idOf(drawing, "a"))).toBe(idOf(drawing, "a"));
  });

  it("and back again", () => {
    const drawing = sketch("chain(a, b)");
    const edit = repeat(drawing, idOf(drawing, "b"), "each");

    expect(after(edit)).toBe("chain(a, each(b))");
    expect(edit.ok && after(once(edit.drawing, idOf(edit.drawing, "each(b)")))).toBe("chain(a, b)");
  });

  it.each<[kind: "map" | "each", many: string, again: string]>([
    ["map", "map(a) -> x !> y", "a -> x !> y"],
    ["each", "each(a -> x !> y)", "a -> x !> y"],
  ])("keep options and callbacks where Celery hears of them: %s", (kind, many, again) => {
    const task = sketch("a");
    const [a = ""] = idsOf(task, "a");
    const linked = drawn(insert(task, { at: "link", id: a }, taskBlock("n1", "x")));
    const caught = drawn(insert(linked, { at: "error", id: a }, taskBlock("n2", "y")));
    const said = drawn(setOption(caught, a, "queue", "slow"));
    const repeated = drawn(repeat(said, a, kind));
    const [block] = allBlocks(repeated);

    expect(shapeOfDrawing(repeated)).toBe(many);
    expect(block?.options["queue"]).toBe(kind === "map" ? "slow" : undefined);

    const one = drawn(once(repeated, block?.id ?? ""));
    expect(shapeOfDrawing(one)).toBe(again);
    expect(findBlock(one, a)?.block.options["queue"]).toBe("slow");
  });

  it("become one with the callbacks of all, unless it has many results", () => {
    const drawing = sketch("each([a, b])");
    const each = idOf(drawing, "each([a, b])");
    const caught = drawn(insert(drawing, { at: "error", id: each }, taskBlock("n1", "x")));
    const linked = drawn(insert(caught, { at: "link", id: each }, taskBlock("n2", "y")));

    expect(after(once(caught, each))).toBe("[a, b] !> x");
    expect(after(once(linked, each))).toBe(
      "Cannot add link to group: use a chord. Delete y first.",
    );
    expect(after(once(drawing, idOf(drawing, "a")))).toBe("It is called once already.");
  });

  it("are of a task where Celery knows no more", () => {
    const drawing = sketch("[a, b]");

    expect(after(repeat(drawing, idOf(drawing, "[a, b]"), "map"))).toMatch(/takes one task/u);
    expect(after(repeat(drawing, idOf(drawing, "[a, b]"), "each"))).toBe("each([a, b])");
  });

  it("stay of one task, whatever is done to that", () => {
    const drawing = sketch("chain(map(a), b)");
    const [a = "", b = ""] = idsOf(drawing, "a", "b");

    for (const edit of [
      move(drawing, [b], { at: "after", id: a }),
      move(drawing, [b], { at: "below", id: a }),
      wrapInGroup(drawing, [a]),
      repeat(drawing, a, "each"),
      duplicate(drawing, [a]),
    ]) {
      expect(after(edit)).toBe("Celery's map takes one task. Use each for a whole canvas.");
    }
  });
});
