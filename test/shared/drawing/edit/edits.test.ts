import { describe, expect, it } from "vitest";

import { type Drawing, drawnAs, findBlock } from "../../../../shared/drawing/drawing.ts";
import {
  editBlock,
  remark,
  setOption,
  toggleImmutable,
} from "../../../../shared/drawing/edit/call.ts";
import { duplicate, paste, signaturesOf } from "../../../../shared/drawing/edit/copy.ts";
import { once, repeat, unwrap, wrapInGroup } from "../../../../shared/drawing/edit/frames.ts";
import { move, nudge } from "../../../../shared/drawing/edit/move.ts";
import { cutBefore, remove } from "../../../../shared/drawing/edit/remove.ts";
import { after, idOf, sketch } from "../sketch.ts";

function ids(drawing: Drawing, ...texts: readonly string[]): readonly string[] {
  return texts.map((text) => idOf(drawing, text));
}

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

    expect(after(remove(drawing, ids(drawing, ...gone)))).toBe(expected);
  });

  it("and the hand is on what stood before it", () => {
    const drawing = sketch("chain(a, b, c)");
    const edit = remove(drawing, ids(drawing, "b"));

    expect(edit.ok && edit.select).toEqual(ids(drawing, "a"));
  });
});

describe("a wire that is cut leaves the rest on the shelf", () => {
  it.each([
    ["chain(a, b, c)", "b", "a / chain(b, c)"],
    ["chord([a, b], c)", "c", "[a, b] / c"],
    ["[a, b]", "b", "[a] / b"],
    ["chain(a, chord([b], c), d)", "chord([b], c)", "a / chain(chord([b], c), d)"],
  ])("%s cut before %s", (before, at, expected) => {
    const drawing = sketch(before);

    expect(after(cutBefore(drawing, idOf(drawing, at)))).toBe(expected);
  });
});

it("a chain that was cut before its first step is gone, whatever options it had", () => {
  const drawing = sketch("chain(a, b) / chain(c, d)");
  const optioned = setOption(drawing, idOf(drawing, "chain(c, d)"), "queue", "slow");

  expect(optioned.ok && after(cutBefore(optioned.drawing, idOf(drawing, "c")))).toBe(
    "chain(a, b) / chain(c, d)",
  );
  expect(optioned.ok && after(remove(optioned.drawing, ids(drawing, "c", "d")))).toBe(
    "chain(a, b)",
  );
});

describe("what is moved stands in its new place only", () => {
  it("in another lane, out of the shelf, or beside something", () => {
    const drawing = sketch("chain(a, [b, c], d) / e");

    expect(after(move(drawing, idOf(drawing, "d"), { at: "below", id: idOf(drawing, "b") }))).toBe(
      "chain(a, [b, d, c]) / e",
    );
    expect(after(move(drawing, idOf(drawing, "e"), { at: "after", id: idOf(drawing, "a") }))).toBe(
      "chain(a, e, [b, c], d)",
    );
    expect(after(move(drawing, idOf(drawing, "a"), { at: "shelf" }))).toBe(
      "chain([b, c], d) / e / a",
    );
  });

  it("with its body when it is a chord, and never into itself", () => {
    const drawing = sketch("chain(a, chord([b], c))");
    const chord = idOf(drawing, "chord([b], c)");

    expect(after(move(drawing, chord, { at: "before", id: idOf(drawing, "a") }))).toBe(
      "chain(chord([b], c), a)",
    );
    expect(after(move(drawing, chord, { at: "after", id: idOf(drawing, "b") }))).toMatch(
      /into itself/u,
    );
  });

  it("one place on among lanes or steps, until the end", () => {
    const drawing = sketch("chain(a, [b, chain(c, d)])");
    const [c = ""] = ids(drawing, "c");

    expect(after(nudge(drawing, c, { among: "lanes", by: -1 }))).toBe("chain(a, [chain(c, d), b])");
    expect(after(nudge(drawing, c, { among: "steps", by: 1 }))).toBe("chain(a, [b, chain(d, c)])");
    expect(after(nudge(drawing, c, { among: "steps", by: -1 }))).toMatch(/first already/u);
  });
});

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

    expect(after(wrapInGroup(drawing, ids(drawing, ...wrapped)))).toMatch(
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
    const [each = ""] = ids(drawing, "each(chain(b, c))");

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

  it("are of a task where Celery knows no more", () => {
    const drawing = sketch("[a, b]");

    expect(after(repeat(drawing, idOf(drawing, "[a, b]"), "map"))).toMatch(/takes one task/u);
    expect(after(repeat(drawing, idOf(drawing, "[a, b]"), "each"))).toBe("each([a, b])");
  });

  it("stay of one task, whatever is done to that", () => {
    const drawing = sketch("chain(map(a), b)");
    const [a = "", b = ""] = ids(drawing, "a", "b");

    for (const edit of [
      move(drawing, b, { at: "after", id: a }),
      move(drawing, b, { at: "below", id: a }),
      wrapInGroup(drawing, [a]),
      repeat(drawing, a, "each"),
      duplicate(drawing, [a]),
    ]) {
      expect(after(edit)).toBe("Celery's map takes one task. Use each for a whole canvas.");
    }
  });
});

describe("copies", () => {
  it("stand below in a lane, else after, with ids of their own", () => {
    const drawing = sketch("chain(a, [b, c])");
    const edit = duplicate(drawing, ids(drawing, "a"));

    expect(after(edit)).toBe("chain(a, a, [b, c])");
    expect(edit.ok && edit.select).not.toEqual(ids(drawing, "a"));
    expect(after(duplicate(drawing, ids(drawing, "b")))).toBe("chain(a, [b, b, c])");
    expect(after(duplicate(drawing, ids(drawing, "b", "c")))).toBe(
      "chain(a, chord([b, c], [b, c]))",
    );
  });

  it("take along what is said about them", () => {
    const drawing = sketch("a");
    const named = remark(drawing, idOf(drawing, "a"), { name: "first" });
    const edit = named.ok ? duplicate(named.drawing, ids(drawing, "a")) : named;

    expect(edit.ok && Object.values(edit.drawing.remarks)).toEqual([
      { name: "first" },
      { name: "first" },
    ]);
  });

  it("go through the clipboard as Celery's JSON", () => {
    const drawing = sketch("chain(a, [b, c], d)");
    const clipboard: unknown = JSON.parse(
      JSON.stringify(signaturesOf(drawing, ids(drawing, "a", "d"))),
    );

    expect(after(paste(drawing, { at: "after", id: idOf(drawing, "d") }, clipboard))).toBe(
      "chain(a, [b, c], d, a, d)",
    );
    expect(after(paste(sketch("x"), { at: "shelf" }, clipboard))).toBe("x / a / d");
  });

  it("of a whole chain stand there as its steps, which are selected", () => {
    const drawing = sketch("chain(a, b)");
    const all = ids(drawing, "a", "b");
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
    const gone = named.ok ? remove(named.drawing, ids(drawing, "b")) : named;

    expect(gone.ok && gone.drawing.remarks).toEqual({});
  });

  it("may be that it takes no result, but for a map, which never does", () => {
    const drawing = sketch("chain(a, map(b))");
    const edit = toggleImmutable(drawing, idOf(drawing, "a"));

    expect(edit.ok && findBlock(edit.drawing, idOf(drawing, "a"))?.block.immutable).toBe(true);
    expect(after(toggleImmutable(drawing, idOf(drawing, "map(b)")))).toMatch(/always immutable/u);
  });
});
