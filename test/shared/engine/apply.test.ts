import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { applyDelta } from "../../../shared/engine/apply.ts";
import { revoke } from "../../../shared/engine/memory-run.ts";
import { newRun, nodeAt } from "../../../shared/engine/run.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { chain, chord, group, s } from "../../reference/signatures.ts";
import { AT, factsOf, runAfter } from "../../support/facts-of.ts";
import { fail, planFrom, start, succeed } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

describe("the same facts", () => {
  it("make the same run, however they are grouped into deltas", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 });

    fc.assert(
      fc.property(randomCanvas(), fc.infiniteStream(fc.nat()), sizes, (canvas, dice, groups) => {
        const plan = planFrom(canvas);
        const facts = factsOf(plan, (count) => Number(dice.next().value) % count);
        const single = runAfter(
          plan,
          facts,
          facts.map(() => 1),
        );

        expect(runAfter(plan, facts, groups)).toEqual(single);
        expect(runAfter(plan, facts)).toEqual(single);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a run", () => {
  it("begins with everything that waits for nothing, and nothing else", () => {
    const { ready, run } = start(chord([s("add", 1, 1), s("add", 2, 2)], s("xsum")));

    expect(ready).toEqual([0, 1]);
    expect(nodeAt(run, 2)).toMatchObject({ status: "WAITING", attempt: 0 });
  });

  it("keeps the first outcome of a task", () => {
    const memory = start(chain(s("add", 1, 1), s("add", 1)));

    succeed(memory, 0, 2);
    const before = [...memory.run.nodes];

    applyDelta(memory.run, {
      run: RUN_ID,
      at: AT,
      facts: [
        { kind: "ignored", node: 0, startedAt: AT },
        { kind: "sent", nodes: [[0, 0]] },
        { kind: "revoked", nodes: [[0, 0]] },
      ],
    });

    expect(memory.run.nodes).toEqual(before);
  });

  it("releases the body of a chord once, when the last of its header is final", () => {
    const memory = start(chord([s("echo"), s("echo"), s("echo")], s("xsum")));

    memory.ready.length = 0;
    succeed(memory, 2);
    succeed(memory, 0);
    expect(memory.ready).toEqual([]);
    succeed(memory, 1);
    expect(memory.ready).toEqual([3]);
    expect(nodeAt(memory.run, 3).attempt).toBe(1);
  });

  it("is final once, when its last node is", () => {
    const plan = planFrom(group(s("echo"), s("echo")));
    const run = newRun(RUN_ID, null, plan, AT);
    const finishedAt = [
      [{ kind: "started" } as const],
      [{ kind: "succeeded", node: 1, startedAt: AT, value: "1" } as const],
      [{ kind: "succeeded", node: 0, startedAt: AT, value: "1" } as const],
      [{ kind: "succeeded", node: 0, startedAt: AT, value: "2" } as const],
    ].map((facts, at) => {
      applyDelta(run, { run: RUN_ID, at: AT + at, facts });

      return run.finishedAt;
    });

    expect(finishedAt).toEqual([0, 0, AT + 2, AT + 2]);
  });

  it("is final from the start when there is nothing to do", () => {
    expect(start(group()).run.finishedAt).toBeGreaterThan(0);
  });

  it("judges a group by what it waited for, though its members were revoked before that was known", () => {
    const memory = start(chain(s("fail"), group(s("echo"), s("echo")), s("xsum")));

    revoke(memory, 1, AT);
    revoke(memory, 2, AT);
    expect(nodeAt(memory.run, 3).status).toBe("WAITING");
    fail(memory, 0);
    expect(nodeAt(memory.run, 3)).toMatchObject({ status: "FAILURE", by: 0 });
  });

  it("ends everything that waited for a failure at once, with the failure's own origin", () => {
    const memory = start(chain(s("fail"), group(s("echo"), s("echo")), s("xsum"), s("echo")));

    fail(memory, 0);

    expect(memory.run.nodes.map(({ status, by }) => [status, by])).toEqual([
      ["FAILURE", null],
      ["FAILURE", 0],
      ["FAILURE", 0],
      ["FAILURE", 0],
      ["FAILURE", 0],
    ]);
    expect(memory.ready).toEqual([0]);
  });
});
