import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Block } from "../../../../shared/drawing/block.ts";
import { connect } from "../../../../shared/drawing/connect/connect.ts";
import { graphOf, graphProblem, removeCrossing } from "../../../../shared/drawing/connect/graph.ts";
import { atomsOf, edgesOf } from "../../../../shared/drawing/connect/order-of.ts";
import type { Drawing } from "../../../../shared/drawing/drawing.ts";
import { remark, setOption } from "../../../../shared/drawing/edit/call.ts";
import { postedGraph } from "../../../../shared/graph/posted-graph.ts";
import { after, idOf, shapeOfDrawing, sketch } from "../sketch.ts";

function wired(drawing: Drawing, from: string, to: string): ReturnType<typeof connect> {
  return connect(drawing, { from: idOf(drawing, from), to: idOf(drawing, to) });
}

describe("a wire makes", () => {
  it.each([
    ["a / b", "a", "b", "chain(a, b)"],
    ["chain(a, b) / c", "a", "c", "chain(a, [b, c])"],
    ["[a, b] / c", "a", "c", "[chain(a, c), b]"],
    ["[a, b] / c", "[a, b]", "c", "chord([a, b], c)"],
    ["chain(a, b) / c", "c", "b", "chord([a, c], b)"],
    ["a / [b, c]", "a", "[b, c]", "chain(a, [b, c])"],
    ["chain(a, [b, c], d)", "b", "c", "chain(a, b, c, d)"],
    ["[a, b]", "a", "b", "chain(a, b)"],
    ["chord([a, b], c) / d", "chord([a, b], c)", "d", "chord([a, b], [c, d])"],
  ])("of %s, from %s to %s: %s", (before, from, to, expected) => {
    expect(after(wired(sketch(before), from, to))).toBe(expected);
  });

  it("nothing where the order is there already, and says so", () => {
    expect(after(wired(sketch("chain(a, b, c)"), "a", "c"))).toMatch(/c waits for a already/u);
  });

  it("no circle, and names it", () => {
    expect(after(wired(sketch("chain(a, b, c)"), "c", "a"))).toMatch(/circle: b → c → a → b/u);
    expect(after(wired(sketch("a"), "a", "a"))).toMatch(/circle: a → a/u);
  });

  it("nothing of callbacks", () => {
    expect(after(wired(sketch("chain(each(a), b)"), "a", "b"))).toMatch(/callbacks cannot/u);
  });
});

describe("a frame that a wire does not concern keeps its id, its name and its options", () => {
  it("as a group that becomes the header of a chord", () => {
    const drawing = sketch("[a, b] / c");
    const frame = idOf(drawing, "[a, b]");
    const named = remark(drawing, frame, { name: "both" });
    const edit = named.ok ? wired(named.drawing, "[a, b]", "c") : named;

    expect(edit.ok && edit.drawing.root?.id).toBe(frame);
    expect(edit.ok && edit.drawing.remarks).toEqual({ [frame]: { name: "both" } });
  });

  it("and one that would have to go with its options is not taken apart", () => {
    const drawing = sketch("[a, b] / c");
    const edit = setOption(drawing, idOf(drawing, "[a, b]"), "queue", "low");

    expect(edit.ok && after(wired(edit.drawing, "a", "b"))).toMatch(/take the group apart/u);
  });
});

describe("what no canvas can express", () => {
  // The graph that Celery's users ask for: one task that feeds two chords.
  const drawing = sketch("[chord([a, b], d), c] / e");
  const first = wired(drawing, "b", "e");
  const edit = first.ok ? wired(first.drawing, "c", "e") : wired(drawing, "b", "e");

  it("is told by the four tasks that are in the way", () => {
    expect(edit.ok).toBe(false);
    expect(after(edit)).toMatch(/cannot make . wait for . and . while . waits for . but not for/u);
    expect("tasks" in edit && edit.tasks.length).toBeGreaterThanOrEqual(4);
  });

  it("can be synchronised: then it is a canvas", () => {
    const fixes = "fixes" in edit ? edit.fixes : [];
    const [fix] = fixes;

    expect(fixes.map(({ label }) => label)).toEqual(["Synchronise", "Run as a graph"]);
    expect(fix && shapeOfDrawing(fix.edit.drawing)).toMatch(/^chord|^chain|^\[/u);
    expect(fix?.edit.drawing.crossings).toEqual([]);
  });

  it("or run as a graph, which is posted with the wire in it", () => {
    const fix = "fixes" in edit ? edit.fixes.at(-1) : undefined;
    const graph = fix && graphOf(fix.edit.drawing);

    expect(fix && graphProblem(fix.edit.drawing)).toBe(null);
    expect(postedGraph.safeParse(graph).success).toBe(true);
    expect(graph?.edges).toContainEqual({ from: idOf(drawing, "b"), to: idOf(drawing, "e") });
  });

  it("until that wire is cut again", () => {
    const fix = "fixes" in edit ? edit.fixes.at(-1) : undefined;
    const graph = fix?.edit.drawing ?? drawing;
    const cut = graph.crossings.map((wire) => removeCrossing(graph, wire));

    expect(graph.crossings.length).toBeGreaterThan(0);
    expect(cut.map((done) => done.ok && done.drawing.crossings.length)).toEqual(
      cut.map(() => graph.crossings.length - 1),
    );
  });
});

describe("any wire", () => {
  const canvases = [
    "chain(a, [b, chain(c, d)], e) / f",
    "chord([a, chain(b, [c, d])], e) / chain(f, g)",
    "[chain(a, b), chord([c, d], chain(e, f)), g] / [h, i]",
    "chain(a, chord([b, c], [d, e]), f)",
  ];

  it("that is drawn adds exactly that order, and loses no task", () => {
    fc.assert(
      fc.property(fc.constantFrom(...canvases), fc.nat(), fc.nat(), (text, from, to) => {
        const drawing = sketch(text);
        const atoms = wholes(drawing).flatMap(atomsOf);
        const source = atoms[from % atoms.length]?.id ?? "";
        const target = atoms[to % atoms.length]?.id ?? "";
        const edit = connect(drawing, { from: source, to: target });

        if (edit.ok) {
          const before = closure(wholes(drawing).flatMap(edgesOf), [[source, target]]);
          const behind = closure(wholes(edit.drawing).flatMap(edgesOf), []);

          expect([...behind].toSorted()).toEqual([...before].toSorted());
          expect(
            wholes(edit.drawing)
              .flatMap(atomsOf)
              .map(({ id }) => id)
              .toSorted(),
          ).toEqual(atoms.map(({ id }) => id).toSorted());
        }
      }),
      { numRuns: 500 },
    );
  });
});

function wholes({ root, shelf }: Drawing): readonly Block[] {
  return root === null ? shelf : [root, ...shelf];
}

/** What comes before what, as `a<b`. */
function closure(
  edges: readonly { readonly from: string; readonly to: string }[],
  more: readonly (readonly [string, string])[],
): ReadonlySet<string> {
  const pairs = new Set([
    ...edges.map(({ from, to }) => `${from}<${to}`),
    ...more.map((pair) => pair.join("<")),
  ]);

  // Grows while it is walked, until every way is a pair.
  for (const pair of pairs) {
    const [from, to] = pair.split("<");

    for (const other of pairs) {
      const [start, end] = other.split("<");

      if (start === to) {
        pairs.add(`${from}<${end}`);
      }

      if (end === from) {
        pairs.add(`${start}<${to}`);
      }
    }
  }

  return pairs;
}
