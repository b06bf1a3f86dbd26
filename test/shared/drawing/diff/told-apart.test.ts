import { describe, expect, it } from "vitest";

import { taskBlock } from "../../../../shared/drawing/block.ts";
import { changesOf } from "../../../../shared/drawing/diff/changes.ts";
import { toldApart } from "../../../../shared/drawing/diff/told-apart.ts";
import { allBlocks, type Drawing } from "../../../../shared/drawing/drawing.ts";
import { editBlock, remark } from "../../../../shared/drawing/edit/call.ts";
import { insert, type Slot } from "../../../../shared/drawing/edit/insert.ts";
import { move } from "../../../../shared/drawing/edit/move.ts";
import { drawn, idOf, shapeOfDrawing, sketch } from "../sketch.ts";

const BASE = sketch("chain(a, [b, c])");

/** What somebody adds to the version that others have too. */
function added(task: string, slot: Slot): Drawing {
  const next = { ...BASE, nextId: BASE.nextId + 1 };

  return drawn(insert(next, slot, taskBlock(`b${BASE.nextId}`, task)));
}

function changes(before: Drawing, after: Drawing): readonly string[] {
  return changesOf(before, toldApart(before, after)).map(
    ({ kind, subject }) => `${kind} ${subject}`,
  );
}

describe("of two versions that were drawn from the same one", () => {
  const mine = added("d", { at: "after", id: idOf(BASE, "a") });

  it("the new blocks are others, though they have the same id", () => {
    const theirs = added("e", { at: "shelf" });

    expect(changes(mine, theirs)).toEqual(["added e", "removed d"]);
  });

  it("what is said of a new block stays with it", () => {
    const shelved = added("e", { at: "shelf" });
    const theirs = drawn(remark(shelved, idOf(shelved, "e"), { name: "theirs" }));
    const apart = toldApart(mine, theirs);

    expect(changes(mine, theirs)).toEqual(["added theirs", "removed d"]);
    expect(shapeOfDrawing(apart)).toBe(shapeOfDrawing(theirs));
    expect(apart.remarks).toEqual({ [idOf(apart, "e")]: { name: "theirs" } });
  });

  it("a crossing leads to the same blocks", () => {
    const shelved = added("e", { at: "below", id: idOf(BASE, "b") });
    const [from, to] = [idOf(shelved, "c"), idOf(shelved, "e")];
    const apart = toldApart(mine, { ...shelved, crossings: [{ from, to }] });

    expect(idOf(apart, "e")).not.toBe(to);
    expect(apart.crossings).toEqual([{ from, to: idOf(apart, "e") }]);
  });

  it("new blocks that call the same are one that stands elsewhere", () => {
    expect(changes(mine, added("d", { at: "shelf" }))).toEqual(["moved d"]);
  });
});

describe("a block is the same", () => {
  it("where it stands and calls another task", () => {
    const after = drawn(
      editBlock(BASE, idOf(BASE, "a"), { what: "task", change: ({ id }) => taskBlock(id, "x") }),
    );

    expect(toldApart(BASE, after)).toBe(after);
    expect(changes(BASE, after)).toEqual(["changed x"]);
  });

  it("where it was moved to", () => {
    const after = drawn(move(BASE, [idOf(BASE, "c")], { at: "shelf" }));

    expect(toldApart(BASE, after)).toBe(after);
  });

  it("as a frame that was moved and got a body", () => {
    const base = sketch("chain(a, [b, c]) / d");
    const shelved = drawn(move(base, [idOf(base, "[b, c]")], { at: "shelf" }));
    const after = drawn(
      insert(shelved, { at: "after", id: idOf(base, "[b, c]") }, taskBlock("x", "x")),
    );

    expect([...allBlocks(after)].map(({ kind }) => kind)).toContain("chord");
    expect(toldApart(base, after)).toBe(after);
  });
});
