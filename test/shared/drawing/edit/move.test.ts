import { describe, expect, it } from "vitest";

import { findBlock } from "../../../../shared/drawing/drawing.ts";
import { setOption } from "../../../../shared/drawing/edit/call.ts";
import type { Slot } from "../../../../shared/drawing/edit/insert.ts";
import { move, nudge } from "../../../../shared/drawing/edit/move.ts";
import { after, idOf, idsOf, sketch } from "../sketch.ts";

describe("what is moved stands in its new place only", () => {
  it("in another lane, out of the shelf, or beside something", () => {
    const drawing = sketch("chain(a, [b, c], d) / e");

    expect(
      after(move(drawing, [idOf(drawing, "d")], { at: "below", id: idOf(drawing, "b") })),
    ).toBe("chain(a, [b, d, c]) / e");
    expect(
      after(move(drawing, [idOf(drawing, "e")], { at: "after", id: idOf(drawing, "a") })),
    ).toBe("chain(a, e, [b, c], d)");
    expect(after(move(drawing, [idOf(drawing, "a")], { at: "shelf" }))).toBe(
      "chain([b, c], d) / e / a",
    );
  });

  it("with its body when it is a chord, and never into itself", () => {
    const drawing = sketch("chain(a, chord([b], c))");
    const chord = idOf(drawing, "chord([b], c)");

    expect(after(move(drawing, [chord], { at: "before", id: idOf(drawing, "a") }))).toBe(
      "chain(chord([b], c), a)",
    );
    expect(after(move(drawing, [chord], { at: "after", id: idOf(drawing, "b") }))).toMatch(
      /into itself/u,
    );
  });

  it.each<
    [before: string, moved: readonly string[], slot: readonly [string, string, number?], string]
  >([
    ["[a, b, c]", ["a"], ["lane", "[a, b, c]", 2], "[b, a, c]"],
    ["[a, b, c]", ["c"], ["lane", "[a, b, c]", 0], "[c, a, b]"],
    ["chain(x, [a])", ["a"], ["lane", "[a]", 0], "chain(x, [a])"],
    ["chain(x, [a])", ["a"], ["after", "[a]"], "chain(x, a)"],
    ["chord([a, b], c)", ["c"], ["lane", "chord([a, b], c)", 1], "[a, c, b]"],
    ["chain(x, [a, b], y)", ["a", "b"], ["after", "y"], "chain(x, y, [a, b])"],
    ["chain(x, [a, b], y)", ["x", "y"], ["lane", "[a, b]", 1], "[a, x, y, b]"],
    [
      "chain(x, [a, chain(b, c), d], y)",
      ["b", "c", "a"],
      ["below", "y"],
      "chain(x, [d], [y, a, chain(b, c)])",
    ],
    ["chain(a, b, c, d)", ["c", "b"], ["before", "a"], "chain(b, c, a, d)"],
    ["[a, b] / chord([?, c], d)", ["a"], ["place", "?"], "[b] / chord([a, c], d)"],
    [
      "chain(a, b, map(?))",
      ["a", "b"],
      ["place", "?"],
      "Celery's map takes one task. Use each for a whole canvas.",
    ],
  ])("in %s: %j to %j", (before, moved, [at, beside, index], expected) => {
    const drawing = sketch(before);
    const slot = { at, id: idOf(drawing, beside), index } as Slot;
    const edit = move(drawing, idsOf(drawing, ...moved), slot);

    expect(after(edit)).toBe(expected);
    expect(!edit.ok || edit.select.every((id) => findBlock(edit.drawing, id))).toBe(true);
  });

  it("to no place that says something of its own, which would be lost", () => {
    const drawing = sketch("chain(a, ?)");
    const place = idOf(drawing, "?");
    const optioned = setOption(drawing, place, "queue", "slow");

    expect(
      optioned.ok && after(move(optioned.drawing, idsOf(drawing, "a"), { at: "place", id: place })),
    ).toMatch(/would be lost/u);
  });

  it("one place on among lanes or steps, until the end", () => {
    const drawing = sketch("chain(a, [b, chain(c, d)])");
    const [c = ""] = idsOf(drawing, "c");

    expect(after(nudge(drawing, c, { among: "lanes", by: -1 }))).toBe("chain(a, [chain(c, d), b])");
    expect(after(nudge(drawing, c, { among: "steps", by: 1 }))).toBe("chain(a, [b, chain(d, c)])");
    expect(after(nudge(drawing, c, { among: "steps", by: -1 }))).toMatch(/first already/u);
  });
});
