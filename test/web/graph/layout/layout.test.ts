import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Rect } from "../../../../web/editor/stage/hits.ts";
import {
  exitOf,
  layOut,
  type Layout,
  type PlacedBox,
} from "../../../../web/graph/layout/layout.ts";
import type { BoxPart, Hanging, Part } from "../../../../web/graph/layout/part.ts";
import {
  AGGREGATE,
  FRAME,
  GAP,
  joinBeside,
  joinOnBorder,
  NODE,
  STACK,
} from "../../../../web/graph/layout/sizes.ts";

describe("any parts", () => {
  it("get boxes that do not touch each other", () => {
    everywhere(({ boxes }) => {
      for (const [index, box] of boxes.entries()) {
        expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
      }
    });
  });

  it("get frames that hold a box whole or not at all", () => {
    everywhere(({ boxes, frames }) => {
      for (const frame of frames) {
        expect(boxes.filter((box) => overlap(box, frame) && !holds(frame, box))).toEqual([]);
      }
    });
  });

  it("get wires that run to the right or down, between ends that are there", () => {
    everywhere(({ boxes, frames, wires }) => {
      const ids = new Set([...boxes, ...frames].map(({ id }) => id));

      for (const { from, to, kind, flatUntil } of wires) {
        expect(to.x).toBeGreaterThanOrEqual(from.x);
        expect(flatUntil).toBeLessThanOrEqual(to.x);
        expect(ids.has(to.id)).toBe(true);
        expect(ids.has(from.id) || kind === "error" || kind === "link").toBe(true);
      }
    });
  });

  it("stay inside the size that is told", () => {
    everywhere(({ boxes, frames, width, height }) => {
      for (const box of [...boxes, ...frames]) {
        expect(holds({ x: 0, y: 0, width, height }, { ...box, width: exitOf(box) - box.x })).toBe(
          true,
        );
      }
    });
  });

  it("get wires of which each has an id of its own", () => {
    everywhere(({ wires }) => {
      expect(new Set(wires.map(({ id }) => id)).size).toBe(wires.length);
    });
  });
});

describe("a chord of two lanes and its body", () => {
  const header = group("f", [task("a"), task("b")]);
  const layout = layOut([chain("r", [task("x"), header, task("y")])]);

  it("has everything that follows on one line", () => {
    const [x, y] = ["x", "y"].map((id) => find(layout, id));
    const [placed] = layout.frames;

    expect(x?.y).toBe(y?.y);
    expect((placed?.y ?? 0) + (placed?.axis ?? 0)).toBe((x?.y ?? 0) + NODE.height / 2);
  });

  it("has the frame's size as it was drawn, and the pill half out of it", () => {
    const [placed] = layout.frames;
    const right = (placed?.x ?? 0) + (placed?.width ?? 0);

    expect(placed).toMatchObject({
      width: FRAME.padIn + NODE.width + FRAME.padOut,
      height: FRAME.head + 2 * FRAME.padY + 2 * NODE.height + FRAME.laneGap,
      join: joinOnBorder(placed?.width ?? 0, 2),
    });
    expect(find(layout, "y")?.x).toBe(right + (placed?.join?.width ?? 0) / 2 + GAP.afterJoin);
  });

  it("has wires from before it into each lane and from each lane to its join", () => {
    expect(layout.wires.map(({ id }) => id).toSorted()).toEqual([
      "a.out-f.join",
      "b.out-f.join",
      "f.fan-a.in",
      "f.fan-b.in",
      "f.out-y.in",
      "x.out-f.in",
    ]);
  });
});

describe("a chord of many as one node", () => {
  const many = { ...task("m"), ...AGGREGATE, gathers: 1_000 };

  it("has its pill beside it, and what follows is wired to that", () => {
    const layout = layOut([chain("r", [many, task("y")])]);
    const join = joinBeside(AGGREGATE.width, 1_000);
    const behind = join.left + join.width;

    expect(find(layout, "m")?.join).toEqual(join);
    expect(layout.wires).toMatchObject([{ id: "m.out-y.in", from: { x: behind } }]);
    expect(find(layout, "y")?.x).toBe(behind + GAP.afterJoin);
  });

  it("has none where nothing waits for its list", () => {
    expect(layOut([many])).toMatchObject({ width: AGGREGATE.width, boxes: [{ join: null }] });
  });
});

describe("callbacks", () => {
  it("stand below what they belong to, and do not push what follows", () => {
    const hanging = [{ kind: "error" as const, part: task("e") }];
    const layout = layOut([chain("r", [{ ...task("a"), hanging }, task("b")])]);

    expect(find(layout, "b")?.x).toBe(NODE.width + GAP.step);
    expect(find(layout, "e")?.y).toBe(NODE.height + GAP.hanging);
  });

  it("of a small step stand below a tall one beside it", () => {
    const hanging = [{ kind: "error" as const, part: task("e") }];
    const layout = layOut([
      chain("r", [{ ...task("a"), hanging }, group("f", [task("b"), task("c"), task("d")])]),
    ]);
    const [tall] = layout.frames;

    expect(find(layout, "e")?.y).toBe((tall?.height ?? 0) + GAP.hanging);
  });

  it("of a whole row hang on a bracket under it", () => {
    const hanging = [{ kind: "error" as const, part: task("e") }];
    const { brackets } = layOut([{ ...chain("r", [task("a"), task("b")]), hanging }]);

    expect(brackets).toEqual([{ id: "r", x: 0, y: NODE.height, width: 2 * NODE.width + GAP.step }]);
  });
});

it("the same parts always get the same picture", () => {
  fc.assert(
    fc.property(arbitraryParts(), (parts) => {
      expect(layOut(structuredClone(parts))).toEqual(layOut(parts));
    }),
  );
});

function everywhere(check: (layout: Layout) => void): void {
  fc.assert(
    fc.property(arbitraryParts(), (parts) => {
      check(layOut(parts));
    }),
  );
}

function find({ boxes }: Layout, id: string): PlacedBox | undefined {
  return boxes.find((placed) => placed.id === id);
}

function task(id: string): BoxPart {
  return { kind: "box", id, ...NODE, hanging: [], isOrdered: false, gathers: null };
}

function chain(id: string, parts: readonly Part[]): Part {
  return { kind: "row", id, parts, hanging: [] };
}

function group(id: string, lanes: readonly Part[]): Part {
  return { kind: "frame", id, lanes, hanging: [], isOrdered: false, gathers: lanes.length };
}

/** A pill belongs to its box. */
function overlap(a: PlacedBox, b: PlacedBox): boolean {
  return a.x < exitOf(b) && b.x < exitOf(a) && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Up to three whole ones, three levels deep, with callbacks; ids are put in afterwards. */
function arbitraryParts(): fc.Arbitrary<readonly Part[]> {
  return fc.array(arbitraryPart(3), { maxLength: 3 }).map((parts) => {
    let next = 0;

    return parts.map((part) => numbered(part, () => `n${(next += 1)}`));
  });
}

function arbitraryPart(levels: number): fc.Arbitrary<Part> {
  const size = fc.constantFrom(NODE, STACK, AGGREGATE);

  if (levels === 0) {
    return arbitraryBox(size, fc.constant([]));
  }

  const part = arbitraryPart(levels - 1);
  const callback = fc.record({ kind: fc.constantFrom("link" as const, "error" as const), part });
  const hanging = fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly Hanging[]>([]) },
    { weight: 1, arbitrary: fc.array(callback, { minLength: 1, maxLength: 2 }) },
  );

  return fc.oneof(
    part,
    arbitraryBox(size, hanging),
    fc.record({
      kind: fc.constant("row" as const),
      id: fc.constant(""),
      parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      hanging,
    }),
    fc.record({
      kind: fc.constant("frame" as const),
      id: fc.constant(""),
      lanes: fc.array(part, { maxLength: 3 }),
      hanging,
      isOrdered: fc.boolean(),
      gathers: fc.nat({ max: 2_000 }),
    }),
  );
}

function arbitraryBox(
  size: fc.Arbitrary<{ readonly width: number; readonly height: number }>,
  hanging: fc.Arbitrary<readonly Hanging[]>,
): fc.Arbitrary<BoxPart> {
  return fc
    .tuple(size, hanging, fc.boolean(), fc.option(fc.nat({ max: 2_000 })))
    .map(([{ width, height }, callbacks, isOrdered, gathers]) => ({
      kind: "box",
      id: "",
      width,
      height,
      hanging: callbacks,
      isOrdered,
      gathers,
    }));
}

function numbered(part: Part, next: () => string): Part {
  const hanging = part.hanging.map(({ kind, part: callback }) => ({
    kind,
    part: numbered(callback, next),
  }));

  switch (part.kind) {
    case "box":
      return { ...part, id: next(), hanging };
    case "row":
      return {
        ...part,
        id: next(),
        hanging,
        parts: part.parts.map((step) => numbered(step, next)),
      };
    case "frame":
      return {
        ...part,
        id: next(),
        hanging,
        lanes: part.lanes.map((lane) => numbered(lane, next)),
      };
  }
}
