import { describe, expect, it } from "vitest";

import { taskBlock } from "../../../../shared/drawing/block.ts";
import { EMPTY_DRAWING } from "../../../../shared/drawing/drawing.ts";
import { insert, type Slot } from "../../../../shared/drawing/edit/insert.ts";
import { after, idOf, sketch } from "../sketch.ts";

type At = Extract<Slot, { id: string }>["at"];

describe("a task put", () => {
  it.each<[At, string, string, string]>([
    ["after", "a", "a", "chain(a, x)"],
    ["before", "a", "a", "chain(x, a)"],
    ["after", "a", "chain(a, b)", "chain(a, x, b)"],
    ["before", "b", "chain(a, b)", "chain(a, x, b)"],
    ["after", "b", "chain(a, b)", "chain(a, b, x)"],
    ["after", "a", "[a, b]", "[chain(a, x), b]"],
    ["after", "b", "chord([a], b)", "chord([a], chain(b, x))"],
    ["before", "b", "chord([a], b)", "chord([a], chain(x, b))"],
    ["after", "[a, b]", "[a, b]", "chord([a, b], x)"],
    ["after", "[a, b]", "chain(c, [a, b])", "chain(c, chord([a, b], x))"],
    ["after", "[a, b]", "chain([a, b], c)", "chain([a, b], x, c)"],
    ["after", "chord([a, b], c)", "chord([a, b], c)", "chord([a, b], chain(x, c))"],
    ["before", "[a, b]", "[a, b]", "chain(x, [a, b])"],
    ["below", "a", "a", "[a, x]"],
    ["above", "a", "a", "[x, a]"],
    ["below", "a", "[a, b]", "[a, x, b]"],
    ["above", "b", "[a, b]", "[a, x, b]"],
    ["below", "a", "chain(a, b)", "chain([a, x], b)"],
    ["below", "b", "chord([a], b)", "chord([a], [b, x])"],
    ["below", "[a, b]", "[a, b]", "[a, b, x]"],
    ["error", "a", "chain(a, b)", "chain(a !> x, b)"],
    ["error", "[a, b]", "[a, b]", "[a, b] !> x"],
    ["link", "a", "a", "a -> x"],
    ["link", "chord([a], b)", "chord([a], b)", "chord([a], b -> x)"],
  ])("%s %s of %s gives the rest", (at, beside, before, expected) => {
    const drawing = sketch(before);
    const slot = { at, id: idOf(drawing, beside), index: 0 } as Slot;

    expect(after(insert(drawing, slot, taskBlock("n1", "x")))).toBe(expected);
  });

  it("as a lane stands where it was put", () => {
    const drawing = sketch("[a, b]");
    const slot: Slot = { at: "lane", id: idOf(drawing, "[a, b]"), index: 1 };

    expect(after(insert(drawing, slot, taskBlock("n1", "x")))).toBe("[a, x, b]");
  });

  it("at the end begins an empty drawing and goes on with a full one", () => {
    const slot: Slot = { at: "end" };

    expect(after(insert(EMPTY_DRAWING, slot, taskBlock("n1", "x")))).toBe("x");
    expect(after(insert(sketch("chain(a, [b])"), slot, taskBlock("n1", "x")))).toBe(
      "chain(a, chord([b], x))",
    );
  });

  it("on the shelf leaves what runs alone", () => {
    expect(after(insert(sketch("a"), { at: "shelf" }, taskBlock("n1", "x")))).toBe("a / x");
  });

  it("as a link on a group is refused, as Celery does", () => {
    const drawing = sketch("[a, b]");
    const slot: Slot = { at: "link", id: idOf(drawing, "[a, b]") };

    expect(after(insert(drawing, slot, taskBlock("n1", "x")))).toMatch(/link to group/u);
  });

  it("beside what is gone is refused", () => {
    expect(after(insert(sketch("a"), { at: "after", id: "b99" }, taskBlock("n1", "x")))).toMatch(
      /not in the drawing/u,
    );
  });
});
