import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { CANVAS_TASK, EACH_TASK } from "../../../shared/canvas/each.ts";
import type { JsonValue } from "../../../shared/canvas/json.ts";
import type { Signature } from "../../../shared/canvas/signature.ts";
import { type MemoryRun, report, restart, revoke } from "../../../shared/engine/memory-run.ts";
import { childrenOf, parentOf } from "../../../shared/engine/relations.ts";
import { restoreGates } from "../../../shared/engine/restore.ts";
import { resultText, runError, runState } from "../../../shared/engine/run-views.ts";
import { isRunFinal, nodeAt } from "../../../shared/engine/run.ts";
import { readInline } from "../../../shared/engine/values.ts";
import { evaluate } from "../../reference/evaluate.ts";
import { randomCanvas, randomCanvasWithoutFailure } from "../../reference/random-canvas.ts";
import { chain, chord, group, s, withKwargs } from "../../reference/signatures.ts";
import { planFrom, start, viewerOf } from "../../support/hand-run.ts";
import { RUN_ID, runModel, runOn } from "../../support/model-run.ts";

describe("a task that puts a canvas in its place", () => {
  it("ends as the canvas would, whatever the canvas and the order of the reports", () => {
    fc.assert(
      fc.property(randomCanvas(), fc.infiniteStream(fc.nat()), (canvas, dice) => {
        const pick = (count: number): number => Number(dice.next().value) % count;
        const alone = evaluate(canvas);
        const put = runModel(planFrom(inPlace(canvas)), pick);

        expect(isRunFinal(put.run)).toBe(true);
        expect(stateOf(put)).toBe(alone.state);

        // What ignores its result shows none alone, and gives it to what it stands for.
        if (!JSON.stringify(canvas).includes("ignore_result")) {
          expect(resultOf(put)).toEqual(alone.result);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gives its result to what waits for it, and its id to a chord that it fails", () => {
    const sum = run(
      chain(s("add", 1, 1), inPlace(chain(s("add", 2, 3), s("mul", 10))), s("add", 1)),
    );

    expect([stateOf(sum), resultOf(sum)]).toEqual(["SUCCESS", 51]);

    const failed = run(chord([s("add", 1, 1), inPlace(s("fail"))], s("xsum")));

    expect(runError(failed.run)).toMatchObject({
      type: "ChordError",
      message: `Dependency ${RUN_ID}.1 raised ValueError('boom')`,
    });
  });

  it("calls its errback with its own id, once", () => {
    const failing = {
      ...inPlace(chain(s("fail"), s("echo"))),
      options: { link_error: [s("echo")] },
    };
    const memory = run(failing);
    const told = memory.run.plan.nodes.findIndex(
      ({ input }, node) => node > 0 && input !== null && input < 0,
    );

    expect(nodeAt(memory.run, told).value).toBe(JSON.stringify(RUN_ID));
  });

  it("counts for as much in a list when the run is loaded again", () => {
    const memory = run(chord([inPlace(group(s("add", 1, 1)))], s("echo")));
    const before = [...memory.run.gates];

    restoreGates(memory.run, [...memory.run.plan.gates.keys()]);

    expect(memory.run.gates).toEqual(before);
  });

  it("is the parent of what begins in its place", () => {
    const memory = run(inPlace(group(s("add", 1, 1), s("add", 2, 2))));

    expect(childrenOf(memory.run, 0)).toEqual([`${RUN_ID}.1`, `${RUN_ID}.2`]);
    expect(parentOf(memory.run, 1)).toBe(RUN_ID);
  });

  it("is revoked with all that runs in its place", () => {
    const memory = start(chain(inPlace(group(inPlace(s("add", 2, 2)), s("add", 1, 1))), s("echo")));

    runSome(memory, 2);
    revoke(memory, 0, 9000);
    memory.ready.splice(0);

    expect(isRunFinal(memory.run)).toBe(true);
    expect(new Set(memory.run.nodes.map(({ status }) => status))).toEqual(new Set(["REVOKED"]));
  });

  it("does not count a second report of the execution that ended so", () => {
    const memory = start(inPlace(s("add", 1, 1)));

    runSome(memory, 1);
    report(
      memory,
      [{ node: 0, attempt: 1, startedAt: 1, outcome: { kind: "success", value: "0" } }],
      9000,
    );
    runOn(memory, 9000);

    expect(resultOf(memory)).toBe(2);
  });

  it("fails where it would go on for ever", () => {
    const deep = Array.from({ length: 21 }).reduce<Signature>(
      (inner) => inPlace(inner),
      s("add", 1, 1),
    );
    const memory = run(deep);

    expect(runError(memory.run)).toMatchObject({ type: "RecursionError" });
    expect(
      stateOf(
        run(
          Array.from({ length: 20 }).reduce<Signature>((inner) => inPlace(inner), s("add", 1, 1)),
        ),
      ),
    ).toBe("SUCCESS");
  });
});

describe("each", () => {
  it("is the list of what its signature yields for each item, in their order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9 }), { maxLength: 5 }),
        randomCanvasWithoutFailure(),
        fc.infiniteStream(fc.nat()),
        (items, canvas, dice) => {
          const pick = (count: number): number => Number(dice.next().value) % count;
          const inner = chain(s("add", 1), { ...canvas, immutable: true });
          const fanned = runModel(planFrom(eachOf(items, inner)), pick);
          const alone = evaluate(canvas).result;

          if (!JSON.stringify(canvas).includes("ignore_result")) {
            expect(resultOf(fanned)).toEqual(items.map(() => alone));
          }

          expect(stateOf(fanned)).toBe("SUCCESS");
        },
      ),
      { numRuns: 500 },
    );
  });

  it("gives the item to the first task, before its own arguments", () => {
    expect(resultOf(run(eachOf([1, 2, 3], chain(s("add", 10), s("mul", 2)))))).toEqual([
      22, 24, 26,
    ]);
  });

  it("of no items is an empty list", () => {
    expect(resultOf(run(chain(eachOf([], s("add", 1)), s("xsum"))))).toBe(0);
  });

  it("keeps the lists that items come to apart", () => {
    expect(resultOf(run(eachOf([1, 2], group(s("add", 1), s("add", 2)))))).toEqual([
      [2, 3],
      [3, 4],
    ]);
    expect(resultOf(run(group(eachOf([1, 2], s("echo")), s("add", 1, 1))))).toEqual([[1, 2], 2]);
  });

  it("of what is no list fails with a TypeError", () => {
    expect(
      runError(run(chain(s("add", 1, 1), withKwargs(s(EACH_TASK), { task: s("echo") }))).run),
    ).toMatchObject({
      type: "TypeError",
    });
  });

  it("runs only the failed items again, and keeps the others", () => {
    const memory = run(chain(eachOf([1, "two", 3], s("add", 1)), s("xsum")));
    const before = memory.run.nodes.length;

    expect(stateOf(memory)).toBe("FAILURE");
    restart(memory, null, 100_000);

    const again = memory.run.nodes.filter(({ status }) => status === "READY");

    expect(again).toHaveLength(1);
    runOn(memory, 100_000);
    expect(memory.run.nodes).toHaveLength(before);
    expect(stateOf(memory)).toBe("FAILURE");
  });

  it("drops its items when it is itself run again, and makes new ones", () => {
    const memory = run(
      chain(s("echo", [1, 2]), withKwargs(s(EACH_TASK), { task: s("add", 1) }), s("xsum")),
    );

    restart(memory, { nodes: [0], edited: null }, 100_000);
    expect(memory.run.counts.DROPPED).toBe(2);
    runOn(memory, 100_000);

    expect(resultOf(memory)).toBe(5);
    expect(memory.run.counts).toMatchObject({ DROPPED: 2, SUCCESS: 5 });
  });
});

function inPlace(canvas: Signature): Signature {
  return withKwargs(s(CANVAS_TASK), { canvas });
}

function eachOf(items: readonly JsonValue[], task: Signature): Signature {
  return withKwargs(s(EACH_TASK, items), { task });
}

function run(canvas: Signature): MemoryRun {
  return runModel(planFrom(canvas));
}

function runSome(memory: MemoryRun, tasks: number): void {
  runOn(memory, 5000, () => 0, tasks);
}

function stateOf(memory: MemoryRun): string {
  return runState(viewerOf(memory));
}

function resultOf({ run: state }: MemoryRun): unknown {
  return JSON.parse(resultText(state, readInline));
}
