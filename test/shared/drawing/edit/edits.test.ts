import { describe, expect, it } from "vitest";

import { findBlock } from "../../../../shared/drawing/drawing.ts";
import {
  editBlock,
  remark,
  setOption,
  toggleImmutable,
} from "../../../../shared/drawing/edit/call.ts";
import {
  duplicate,
  fragmentOf,
  paste,
  pasteFragment,
  signaturesOf,
} from "../../../../shared/drawing/edit/copy.ts";
import { cutBefore, remove } from "../../../../shared/drawing/edit/remove.ts";
import { after, drawn, idOf, idsOf, sketch } from "../sketch.ts";

describe("what is deleted is closed up behind", () => {
  it.each([
    ["chain(a, b, c)", ["b"], "chain(a, c)"],
    ["chain(a, b)", ["a"], "b"],
    ["a", ["a"], ""],
    ["[a, b]", ["a"], "[b]"],
    ["chain(c, [a])", ["a"], "c"],
    ["chord([a, b], c)", ["c"], "[a, b]"],
    ["chord([a], c)", ["a"], "c"],
    ["chord([a, b], c)", ["chord([a, b], c)"], "c"],
    ["chain(a, [b, c], d)", ["[b, c]"], "chain(a, d)"],
    ["chain(a, map(b))", ["map(b)"], "a"],
    ["chain(a, each(b))", ["b"], "a"],
    ["chain(a, [b, c], d)", ["b", "c", "d"], "a"],
  ])("%s without %j is %s", (before, gone, expected) => {
    const drawing = sketch(before);

    expect(after(remove(drawing, idsOf(drawing, ...gone)))).toBe(expected);
  });

  it.each([
    ["chain(a, b, c)", ["b"], "a"],
    ["chain(a, b, c)", ["a", "b"], "c"],
    ["chain(a, [b], c)", ["b"], "a"],
    ["chain(a, chord([b], c))", ["b"], "c"],
    ["[chain(a, b), c]", ["a", "b"], "c"],
    ["chain(a, each(b))", ["b"], "a"],
  ])("in %s without %j the hand is on %s", (before, gone, near) => {
    const drawing = sketch(before);
    const edit = remove(drawing, idsOf(drawing, ...gone));

    expect(edit.ok && edit.select).toEqual(idsOf(drawing, near));
  });
});

describe("a wire that is cut leaves the rest on the shelf", () => {
  it.each([
    ["chain(a, b, c)", "b", "a / chain(b, c)"],
    ["chord([a, b], c)", "c", "[a, b] / c"],
    ["[a, b]", "b", "[a] / b"],
    ["[chain(a, b), c]", "a", "[c] / chain(a, b)"],
    ["chain(a, chord([b], c), d)", "chord([b], c)", "a / chain(chord([b], c), d)"],
  ])("%s cut before %s", (before, at, expected) => {
    const drawing = sketch(before);

    expect(after(cutBefore(drawing, idOf(drawing, at)))).toBe(expected);
  });
});

it.each([
  ["chain(a, b)", "a"],
  ["a / chain(b, c)", "b"],
  ["[a, b]", "[a, b]"],
])("in %s there is no wire before %s, and nothing to cut", (before, at) => {
  const drawing = sketch(before);

  expect(after(cutBefore(drawing, idOf(drawing, at)))).toMatch(/no wire leads to it/u);
});

it("a chain without steps is gone, whatever options it had", () => {
  const drawing = sketch("chain(a, b) / chain(c, d)");
  const optioned = setOption(drawing, idOf(drawing, "chain(c, d)"), "queue", "slow");

  expect(optioned.ok && after(remove(optioned.drawing, idsOf(drawing, "c", "d")))).toBe(
    "chain(a, b)",
  );
});

describe("copies", () => {
  it("stand below in a lane, else after, with ids of their own", () => {
    const drawing = sketch("chain(a, [b, c])");
    const edit = duplicate(drawing, idsOf(drawing, "a"));

    expect(after(edit)).toBe("chain(a, a, [b, c])");
    expect(edit.ok && edit.select).not.toEqual(idsOf(drawing, "a"));
    expect(after(duplicate(drawing, idsOf(drawing, "b")))).toBe("chain(a, [b, b, c])");
    expect(after(duplicate(drawing, idsOf(drawing, "b", "c")))).toBe(
      "chain(a, chord([b, c], [b, c]))",
    );
  });

  it("take along what is said about them", () => {
    const drawing = sketch("a");
    const named = remark(drawing, idOf(drawing, "a"), { name: "first" });
    const edit = named.ok ? duplicate(named.drawing, idsOf(drawing, "a")) : named;

    expect(edit.ok && Object.values(edit.drawing.remarks)).toEqual([
      { name: "first" },
      { name: "first" },
    ]);
  });

  it("go through the clipboard as Celery's JSON", () => {
    const drawing = sketch("chain(a, [b, c], d)");
    const clipboard: unknown = JSON.parse(
      JSON.stringify(signaturesOf(drawing, idsOf(drawing, "a", "d"))),
    );

    expect(after(paste(drawing, { at: "after", id: idOf(drawing, "d") }, clipboard))).toBe(
      "chain(a, [b, c], d, a, d)",
    );
    expect(after(paste(sketch("x"), { at: "shelf" }, clipboard))).toBe("x / a / d");
  });

  it("go to another editor with what is said about them", () => {
    const drawing = sketch("chain(a, [b, c], d)");
    const [group = "", c = ""] = idsOf(drawing, "[b, c]", "c");
    const named = drawn(remark(drawing, c, { name: "last" }));
    const noted = drawn(remark(named, group, { note: "both" }));
    const edit = pasteFragment(sketch("x"), { at: "end" }, fragmentOf(noted, [group]));

    expect(after(edit)).toBe("chain(x, [b, c])");
    expect(edit.ok && Object.values(edit.drawing.remarks)).toEqual([
      { note: "both" },
      { name: "last" },
    ]);
    expect(Object.values(fragmentOf(noted, idsOf(drawing, "a")).remarks)).toEqual([]);
  });

  it("of a whole chain stand there as its steps, which are selected", () => {
    const drawing = sketch("chain(a, b)");
    const all = idsOf(drawing, "a", "b");
    const edits = [
      duplicate(drawing, all),
      paste(drawing, { at: "end" }, signaturesOf(drawing, all)),
      paste(drawing, { at: "end" }, [signaturesOf(drawing, all), { task: "c" }]),
    ];

    expect(edits.map(after)).toEqual([
      "chain(a, b, a, b)",
      "chain(a, b, a, b)",
      "chain(a, b, a, b, c)",
    ]);

    for (const edit of edits) {
      const parts = edit.ok && edit.drawing.root?.kind === "chain" ? edit.drawing.root.parts : [];

      expect(edit.ok && edit.select).toEqual(parts.slice(2).map(({ id }) => id));
    }
  });

  it("of what is no signature are refused, saying why", () => {
    expect(after(paste(sketch("a"), { at: "end" }, [{ task: 3 }]))).toMatch(/no signature.*task/u);
    expect(after(paste(sketch("a"), { at: "end" }, []))).toMatch(/nothing to paste/u);
  });
});

describe("what is said about a block", () => {
  it("changes it and nothing else", () => {
    const drawing = sketch("chain(a, [b, c])");
    const id = idOf(drawing, "b");
    const edit = editBlock(drawing, id, {
      what: "x",
      change: (block) => ({ ...block, args: [1] }),
    });

    expect(edit.ok && edit.label).toBe("x of b");
    expect(edit.ok && findBlock(edit.drawing, id)?.block.args).toEqual([1]);
    expect(edit.ok && findBlock(edit.drawing, idOf(drawing, "a"))?.block).toBe(
      findBlock(drawing, idOf(drawing, "a"))?.block,
    );
  });

  it("is forgotten with the block", () => {
    const drawing = sketch("chain(a, b)");
    const named = remark(drawing, idOf(drawing, "b"), { note: "why" });
    const gone = named.ok ? remove(named.drawing, idsOf(drawing, "b")) : named;

    expect(gone.ok && gone.drawing.remarks).toEqual({});
  });

  it("may be that it takes no result, but for a map, which never does", () => {
    const drawing = sketch("chain(a, map(b))");
    const edit = toggleImmutable(drawing, idOf(drawing, "a"));

    expect(edit.ok && findBlock(edit.drawing, idOf(drawing, "a"))?.block.immutable).toBe(true);
    expect(after(toggleImmutable(drawing, idOf(drawing, "map(b)")))).toMatch(/always immutable/u);
  });
});
