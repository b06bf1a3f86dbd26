import { describe, expect, it } from "vitest";

import { type Drawing, readDrawing } from "../../../../shared/drawing/drawing.ts";
import { numbersOf } from "../../../../web/editor/run/numbers.ts";
import { NO_STATUSES, type Statuses, statusesOf } from "../../../../web/editor/run/statuses.ts";
import type { LiveRun } from "../../../../web/live/apply-frame.ts";
import { pictureOf } from "../../../../web/run/picture.ts";
import { chain, chord, s, withKwargs } from "../../../reference/signatures.ts";
import { groupFrame, nodeView, RUN_ID, runView } from "../../live/views.ts";

const MANY = 1_000;

function drawn(signature: unknown): Drawing {
  const read = readDrawing(JSON.parse(JSON.stringify(signature)));

  if (!read.ok) {
    throw new Error(read.errors[0]?.message);
  }

  return read.drawing;
}

function liveOf(told: Partial<LiveRun>): LiveRun {
  return { seq: 1, run: runView(), nodes: new Map(), groups: new Map(), ...told };
}

function show(drawing: Drawing, live: LiveRun, before = NO_STATUSES): Statuses {
  const picture = pictureOf(live, { at: null, now: 0, members: new Map() });

  return statusesOf(drawing, numbersOf(drawing), { picture, before });
}

const LARGE = drawn(
  chain(
    s("echo"),
    chord(
      Array.from({ length: MANY }, () => s("add")),
      s("xsum"),
    ),
  ),
);
const FRAME = groupFrame(0, { first: 1, size: MANY, counts: { SUCCESS: 999, FAILURE: 1 } });

function header(drawing: Drawing): string {
  const { root } = drawing;
  const found =
    root !== null && "parts" in root ? root.parts.find((part) => part.kind === "chord") : undefined;

  return found?.id ?? "";
}

describe("the statuses of a drawing", () => {
  it("are those of the tasks that its blocks stand for", () => {
    const drawing = drawn(chain(s("echo"), s("add")));
    const told = nodeView(1, { state: "STARTED" });
    const { blocks } = show(drawing, liveOf({ nodes: new Map([[told.task_id, told]]) }));
    const [, second] = drawing.root !== null && "parts" in drawing.root ? drawing.root.parts : [];

    expect(blocks.get(second?.id ?? "")).toMatchObject({ state: "STARTED" });
  });

  it("are of a large group what its frame tells: how far, how fast, which cells", () => {
    const { blocks, groups } = show(LARGE, liveOf({ groups: new Map([[FRAME.group_id, FRAME]]) }));

    expect(blocks.get(header(LARGE))).toMatchObject({ state: "FAILURE", figure: "1,000 of 1,000" });
    expect(groups.get(header(LARGE))).toMatchObject({ groupId: `${RUN_ID}.g0`, size: MANY });
  });

  it("are of an each what the tasks fare that it has become, of a few as of a thousand", () => {
    const drawing = drawn(chain(s("echo"), withKwargs(s("lovage.each"), { task: s("add", 1) })));
    const task = nodeView(1, { state: "STARTED" });
    const members = [2, 3].map((index) =>
      nodeView(index, {
        state: index === 2 ? "SUCCESS" : "STARTED",
        parent_id: task.task_id,
        group_id: `${RUN_ID}.g0`,
      }),
    );
    const frame = groupFrame(0, {
      first: 2,
      size: MANY,
      parent_id: task.task_id,
      counts: { SUCCESS: 600, STARTED: 400 },
    });
    const [, block] = drawing.root !== null && "parts" in drawing.root ? drawing.root.parts : [];
    const nodes = [task, ...members].map((node) => [node.task_id, node] as const);
    const few = show(drawing, liveOf({ nodes: new Map(nodes) }));
    const many = show(
      drawing,
      liveOf({
        nodes: new Map([[task.task_id, task]]),
        groups: new Map([[frame.group_id, frame]]),
      }),
    );

    expect(few.blocks.get(block?.id ?? "")).toMatchObject({ state: "STARTED", figure: "1 of 2" });
    expect(many.blocks.get(block?.id ?? "")).toMatchObject({ figure: "600 of 1,000" });
    expect(many.groups.get(block?.id ?? "")).toMatchObject({ size: MANY });
  });

  it("keep their identity as long as nothing changed", () => {
    const live = liveOf({ groups: new Map([[FRAME.group_id, FRAME]]) });
    const before = show(LARGE, live);
    const again = show(LARGE, live, before);

    expect(again.blocks.get(header(LARGE))).toBe(before.blocks.get(header(LARGE)));
    expect(again.groups.get(header(LARGE))).toBe(before.groups.get(header(LARGE)));
  });
});
