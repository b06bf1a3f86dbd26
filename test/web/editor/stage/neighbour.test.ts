import { expect, it } from "vitest";

import { allBlocks } from "../../../../shared/drawing/drawing.ts";
import { neighbourOf, type Direction } from "../../../../web/editor/stage/neighbour.ts";
import { partsOf } from "../../../../web/graph/drawing-parts.ts";
import { layOut } from "../../../../web/graph/layout/layout.ts";
import { sketch } from "../../../shared/drawing/sketch.ts";

it.each([
  ["along a chain", "chain(a, b)", ["a", ["right"], "b"]],
  ["back along it", "chain(a, b)", ["b", ["left"], "a"]],
  ["from lane to lane", "[a, b, c]", ["a", ["down", "down"], "c"]],
  ["and back", "[a, b, c]", ["c", ["up"], "b"]],
  ["from the last lane over the join to the body", "chord([a, b], c)", ["b", ["right"], "c"]],
  [
    "from an inner lane below to the outer body",
    "chord([chord([a, b], c), d], e)",
    ["d", ["right"], "e"],
  ],
  ["back over the join", "chord([a, b, c], d)", ["d", ["left"], "b"]],
  ["out of a frame to the lane below it", "chord([chord([a, b], c), d], e)", ["b", ["down"], "d"]],
  ["from an inner body to that lane too", "chord([chord([a, b], c), d], e)", ["c", ["down"], "d"]],
  ["up to a frame and into it", "chord([chord([a, b], c), d], e)", ["d", ["up", "right"], "a"]],
  [
    "to the step that stands most under it",
    "[chain(a, b, c), chain(d, e, f)]",
    ["b", ["down"], "e"],
  ],
] as const)("the arrows go %s", (_, text, way) => {
  const [from, directions, to] = way;
  const drawing = sketch(text);
  const layout = layOut(partsOf(drawing));
  const tasks = [...allBlocks(drawing)].filter((block) => block.kind === "task");
  const start = tasks.find(({ task }) => task === from)?.id ?? "";
  const end = directions.reduce(
    (id: string, direction: Direction) => neighbourOf(layout, id, direction) ?? "",
    start,
  );

  expect(tasks.find(({ id }) => id === end)?.task).toBe(to);
});
