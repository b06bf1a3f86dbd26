import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { taskBlock } from "../../../../shared/drawing/block.ts";
import { connect } from "../../../../shared/drawing/connect/connect.ts";
import { removeCrossing, withCrossings } from "../../../../shared/drawing/connect/graph.ts";
import { type Change, changesOf } from "../../../../shared/drawing/diff/changes.ts";
import { toldApart } from "../../../../shared/drawing/diff/told-apart.ts";
import { allBlocks, type Drawing, readDrawing } from "../../../../shared/drawing/drawing.ts";
import {
  editBlock,
  remark,
  setOption,
  toggleImmutable,
} from "../../../../shared/drawing/edit/call.ts";
import { duplicate, paste } from "../../../../shared/drawing/edit/copy.ts";
import type { Edit } from "../../../../shared/drawing/edit/edit.ts";
import { once, repeat, unwrap, wrapInGroup } from "../../../../shared/drawing/edit/frames.ts";
import { insert } from "../../../../shared/drawing/edit/insert.ts";
import { move, nudge } from "../../../../shared/drawing/edit/move.ts";
import { cutBefore, remove } from "../../../../shared/drawing/edit/remove.ts";
import { loadDrawing, saveDrawing } from "../../../../shared/drawing/saved.ts";
import { arbitrarySignature } from "../../canvas/arbitrary-signature.ts";
import { idOf, shapeOfDrawing, sketch } from "../sketch.ts";

type Hand = (drawing: Drawing, id: string, other: string) => Edit;

/** Every edit of the editor, on any block, and with another one where it takes two. */
const HANDS: Readonly<Record<string, Hand>> = {
  insertAfter: (drawing, id) => insert(drawing, { at: "after", id }, task(drawing)),
  insertBelow: (drawing, id) => insert(drawing, { at: "below", id }, task(drawing)),
  insertLink: (drawing, id) => insert(drawing, { at: "link", id }, task(drawing)),
  insertErrback: (drawing, id) => insert(drawing, { at: "error", id }, task(drawing)),
  shelve: (drawing) => insert(drawing, { at: "shelf" }, task(drawing)),
  argument: (drawing, id) =>
    editBlock(drawing, id, { what: "x", change: (old) => ({ ...old, kwargs: { fresh: 1 } }) }),
  option: (drawing, id) => setOption(drawing, id, "queue", "fresh"),
  immutable: toggleImmutable,
  rename: (drawing, id) => remark(drawing, id, { name: "fresh" }),
  note: (drawing, id) => remark(drawing, id, { note: "fresh" }),
  fold: (drawing, id) => remark(drawing, id, { folded: true }),
  duplicate: (drawing, id) => duplicate(drawing, [id]),
  paste: (drawing, id) => paste(drawing, { at: "before", id }, { task: "fresh" }),
  wrap: (drawing, id) => wrapInGroup(drawing, [id]),
  unwrap,
  each: (drawing, id) => repeat(drawing, id, "each"),
  map: (drawing, id) => repeat(drawing, id, "map"),
  once,
  moveAfter: (drawing, id, other) => move(drawing, [id], { at: "after", id: other }),
  moveAway: (drawing, id) => move(drawing, [id], { at: "shelf" }),
  nudgeLane: (drawing, id) => nudge(drawing, id, { among: "lanes", by: 1 }),
  nudgeStep: (drawing, id) => nudge(drawing, id, { among: "steps", by: 1 }),
  remove: (drawing, id) => remove(drawing, [id]),
  cut: cutBefore,
  connect: (drawing, from, to) => connect(drawing, { from, to }),
  cross: (drawing, from, to) => withCrossings(drawing, [{ from, to }]),
  uncross: (drawing) => removeCrossing(drawing, drawing.crossings[0] ?? { from: "", to: "" }),
};

const drawings = fc.oneof(
  arbitrarySignature().map(drawn),
  fc
    .constantFrom(
      "chain(a, [b, c], d) / e",
      "[chain(a, b), c] / chain(d, e)",
      "chain(a, chord([b, chain(c, d)], e), each(f))",
    )
    .map(sketch),
);

/** What is done to a drawing: which edit, and to which blocks. */
const edits = fc.array(fc.tuple(fc.constantFrom(...Object.values(HANDS)), fc.nat(), fc.nat()), {
  minLength: 1,
  maxLength: 4,
});

const edited = fc
  .tuple(drawings, edits)
  .map(([before, done]) => ({ before, after: afterEdits(before, done) }));

/** Two that were drawn from the same one. */
const forked = fc.tuple(drawings, edits, edits).map(([base, mine, theirs]) => ({
  mine: afterEdits(base, mine),
  theirs: afterEdits(base, theirs),
}));

describe("the changes of a drawing", () => {
  it("are none when it was saved and read again", () => {
    fc.assert(
      fc.property(edited, ({ after }) => {
        const read = loadDrawing(JSON.parse(JSON.stringify(saveDrawing(after))));

        expect(read.ok && changesOf(after, read.drawing)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("are none only where nothing is drawn otherwise, whatever was done to it", () => {
    fc.assert(
      fc.property(edited, ({ before, after }) => {
        expect(changesOf(before, after).length === 0).toBe(content(before) === content(after));
      }),
      { numRuns: 1000 },
    );
  });

  it("the other way round take away what they added", () => {
    fc.assert(
      fc.property(edited, ({ before, after }) => {
        // Chains come and go with their steps.
        const chains = new Set(
          [before, after].flatMap((drawing) =>
            [...allBlocks(drawing)].filter(({ kind }) => kind === "chain").map(({ id }) => id),
          ),
        );
        const there = changesOf(before, after).filter(({ block }) => !chains.has(block ?? ""));
        const back = changesOf(after, before).filter(({ block }) => !chains.has(block ?? ""));

        expect(blocks(back, "removed")).toEqual(blocks(there, "added"));
        expect(blocks(back, "added")).toEqual(blocks(there, "removed"));
        expect(blocks(back, "changed")).toEqual(blocks(there, "changed"));
      }),
    );
  });

  it("are none only where nothing is drawn otherwise, in two versions that were drawn from the same one", () => {
    fc.assert(
      fc.property(forked, ({ mine, theirs }) => {
        const apart = toldApart(mine, theirs);
        const ids = Array.from(allBlocks(apart), ({ id }) => id);

        expect(changesOf(mine, apart).length === 0).toBe(content(mine) === content(theirs));
        expect(shapeOfDrawing(apart)).toBe(shapeOfDrawing(theirs));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(Object.entries(HANDS))("tell of the edit %s", (_, hand) => {
    const before = sketch("chain(a, [b, chain(c, f)], d) / e / each(g)");
    const crossed = { ...before, crossings: [{ from: idOf(before, "b"), to: idOf(before, "d") }] };
    const ids = Array.from(allBlocks(crossed), ({ id }) => id);
    const done = ids
      .flatMap((id) => ids.map((other) => hand(crossed, id, other)))
      .filter((edit) => edit.ok && content(edit.drawing) !== content(crossed));

    expect(done).not.toEqual([]);

    for (const edit of done) {
      expect(edit.ok && changesOf(crossed, edit.drawing)).not.toEqual([]);
    }
  });
});

describe("in words", () => {
  it.each<readonly [before: string, hand: (drawing: Drawing) => Edit, said: readonly string[]]>([
    ["a", (old) => insert(old, { at: "end" }, task(old)), ["added fresh: Step 2 of 2"]],
    ["chain(a, b)", (old) => remove(old, [idOf(old, "b")]), ["removed b: Step 2 of 2"]],
    ["chain(a, b)", (old) => wrapInGroup(old, [idOf(old, "b")]), ["added group: Step 2 of 2"]],
    [
      "chain(a, b, c)",
      (old) => nudge(old, idOf(old, "c"), { among: "steps", by: -1 }),
      ["moved c: Step 3 of 3 → Step 2 of 3"],
    ],
    [
      "chain(a, b)",
      (old) => cutBefore(old, idOf(old, "b")),
      ["moved b: Step 2 of 2 → On the shelf"],
    ],
    [
      "a",
      (old) => setOption(old, idOf(old, "a"), "queue", "slow"),
      ['changed a: option queue: "slow"'],
    ],
    [
      "a",
      (old) =>
        editBlock(old, idOf(old, "a"), {
          what: "task",
          change: (block) => taskBlock(block.id, "b", { args: [1], immutable: true }),
        }),
      ['changed b: task: "a" → "b"; argument 1: 1; immutable'],
    ],
    [
      "a",
      (old) => remark(old, idOf(old, "a"), { name: "first" }),
      ['changed first: name: "first"'],
    ],
    [
      "[a, b]",
      (old) => {
        const moved = move(old, [idOf(old, "b")], { at: "after", id: idOf(old, "a") });

        return moved.ok
          ? insert(moved.drawing, { at: "after", id: idOf(old, "b") }, task(old))
          : moved;
      },
      ["added chain: Lane 0 of the group", "added fresh: Step 3 of 3"],
    ],
    [
      "[a, b]",
      (old) => insert(old, { at: "end" }, task(old)),
      ['changed chord: kind: "group" → "chord"', "added fresh: Body of the chord: gets the list"],
    ],
    [
      "[a, b]",
      (old) => withCrossings(old, [{ from: idOf(old, "a"), to: idOf(old, "b") }]),
      ["changed b: waiting for a"],
    ],
    [
      "a",
      (old) => ({ ok: true, drawing: { ...old, name: "n" }, label: "", select: [] }),
      ["changed The drawing: name: “” → “n”"],
    ],
  ])("%s: what was done says %s", (text, hand, said) => {
    const before = sketch(text);
    const edit = hand(before);

    expect(edit.ok && changesOf(before, edit.drawing).map(print)).toEqual(said);
  });

  it("long values are cut, and still told apart", () => {
    const [before, after] = ["x", "y"].map((end) =>
      drawn({ task: "a", args: [`${"-".repeat(500)}${end}`] }),
    );

    expect(
      before && after && changesOf(before, after).map(({ details }) => details[0]?.length),
    ).toEqual([`argument 1: ${"-".repeat(60)}… → ${"-".repeat(60)}…`.length]);
  });
});

function afterEdits(
  before: Drawing,
  done: readonly (readonly [hand: Hand, one: number, other: number])[],
): Drawing {
  return done.reduce((drawing, [hand, one, other]) => {
    const ids = Array.from(allBlocks(drawing), ({ id }) => id);
    const edit = hand(drawing, ids[one % ids.length] ?? "", ids[other % ids.length] ?? "");

    return edit.ok ? edit.drawing : drawing;
  }, before);
}

function print({ kind, subject, details }: Change): string {
  return `${kind} ${subject}: ${details.join("; ")}`;
}

function blocks(changes: readonly Change[], kind: Change["kind"]): readonly (string | null)[] {
  return changes
    .filter((change) => change.kind === kind)
    .map(({ block }) => block)
    .toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
}

/** All that is drawn, whatever the order of keys and of the wires beside the canvas; not which ids may still be given. */
function content(drawing: Drawing): string {
  const saved = saveDrawing(drawing);
  const wires = new Set(saved.crossings.map(({ from, to }) => `${from} ${to}`));
  const crossings = [...wires].toSorted((a, b) => (a < b ? -1 : 1));

  return JSON.stringify({ ...saved, crossings, next_id: 0 }, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** With an id that no block has. */
function task(drawing: Drawing): ReturnType<typeof taskBlock> {
  const ids = new Set(Array.from(allBlocks(drawing), ({ id }) => id));
  const free = Array.from({ length: ids.size + 1 }, (_, index) => `fresh-${index}`);

  return taskBlock(free.find((id) => !ids.has(id)) ?? "", "fresh");
}

function drawn(signature: unknown): Drawing {
  const read = readDrawing(signature);

  if (!read.ok) {
    throw new Error(JSON.stringify(read.errors));
  }

  return read.drawing;
}
