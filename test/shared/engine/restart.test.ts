import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  type MemoryRun,
  memoryCall,
  report,
  restart,
  revoke,
} from "../../../shared/engine/memory-run.ts";
import { resultText, runState } from "../../../shared/engine/run-views.ts";
import { isRunFinal, nodeAt } from "../../../shared/engine/run.ts";
import { readInline } from "../../../shared/engine/values.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { chain, chord, group, onError, s } from "../../reference/signatures.ts";
import { engineOutcomes } from "../../support/against-reference.ts";
import { fail, ignore, planFrom, start, succeed, viewerOf } from "../../support/hand-run.ts";
import { runModel, runOn } from "../../support/model-run.ts";

describe("a run that is run again from what failed", () => {
  it("keeps the results of what succeeded and calls the rest with them", () => {
    const memory = start(chain(s("add", 1, 1), s("add", 2), s("mul", 3)));

    succeed(memory, take(memory), 2);
    fail(memory, take(memory));
    expect(runState(viewerOf(memory))).toBe("FAILURE");

    expect(restart(memory, null, 5000)).toBeNull();
    expect(memory.ready).toEqual([1]);
    expect(nodeAt(memory.run, 1).past).toMatchObject([{ error: { message: "boom" } }]);
    expect(nodeAt(memory.run, 2).past).toEqual([]);
    expect(memoryCall(memory, 1)).toBe("[[2,2],{}]");
    expect(nodeAt(memory.run, 1)).toMatchObject({ status: "READY", attempt: 2, retries: 0 });
    expect(nodeAt(memory.run, 2)).toMatchObject({ status: "WAITING", error: null, by: null });

    succeed(memory, take(memory), 4);
    succeed(memory, take(memory), 12);
    expect(result(memory)).toEqual(["SUCCESS", "12"]);
  });

  it("fires its chord once, with the results of both rounds", () => {
    const memory = start(chord([s("add", 1, 1), s("fail"), s("add", 2, 2)], s("xsum")));

    succeed(memory, take(memory), 2);
    fail(memory, take(memory));
    succeed(memory, take(memory), 4);
    restart(memory, null, 5000);

    expect(memory.ready).toEqual([1]);
    succeed(memory, take(memory), 10);
    expect(memoryCall(memory, take(memory))).toBe("[[[2,10,4]],{}]");
    expect(memory.ready).toEqual([]);
  });

  it("runs what was revoked and what was ignored", () => {
    const memory = start(group(s("add", 1, 1), s("add", 2, 2), s("add", 3, 3)));

    revoke(memory, 0, 2000);
    ignore(memory, 1);
    succeed(memory, 2, 6);
    memory.ready.splice(0);
    restart(memory, null, 5000);

    expect(memory.ready).toEqual([0, 1]);
  });

  it("calls an errback again when what it watches fails again, and keeps its result when not", () => {
    const failing = { ...s("fail"), options: { link_error: [s("echo")] } };

    for (const again of [true, false]) {
      const memory = start(failing);

      fail(memory, take(memory));
      succeed(memory, take(memory), "told");
      restart(memory, null, 5000);
      expect(memory.ready).toEqual([0]);

      if (again) {
        fail(memory, take(memory));
        expect(nodeAt(memory.run, 1)).toMatchObject({ status: "READY", attempt: 2 });
        succeed(memory, take(memory), "told again");
      } else {
        succeed(memory, take(memory), 1);
      }

      expect(isRunFinal(memory.run)).toBe(true);
      expect(nodeAt(memory.run, 1).value).toBe(again ? '"told again"' : '"told"');
    }
  });

  it("calls an errback that is a chord again header first, and its body with what the header returns then", () => {
    const memory = start(onError(s("fail"), chord([s("echo"), s("echo")], s("echo"))));

    fail(memory, take(memory));
    succeed(memory, take(memory), "one");
    succeed(memory, take(memory), "two");
    succeed(memory, take(memory));
    restart(memory, null, 5000);
    fail(memory, take(memory));

    expect(memory.ready).toEqual([1, 2]);
    succeed(memory, take(memory), "one again");
    expect(memory.ready).toEqual([2]);
    succeed(memory, take(memory), "two again");
    expect(memory.ready).toEqual([3]);
    expect(memoryCall(memory, 3)).toBe('[[["one again","two again"]],{}]');
  });

  it("is refused while it runs, and when everything succeeded", () => {
    const memory = start(s("add", 1, 1));

    expect(restart(memory, null, 2000)).toBe("running");
    succeed(memory, take(memory), 2);
    expect(restart(memory, null, 5000)).toBe("nothing");
    expect(nodeAt(memory.run, 0).attempt).toBe(1);
  });

  it("does not take a late report of the round before", () => {
    const memory = start(chain(s("add", 1, 1), s("echo"), s("echo")));

    succeed(memory, take(memory), 2);
    fail(memory, take(memory));
    restart(memory, { nodes: [0], edited: null }, 5000);

    const late = {
      node: 1,
      attempt: 1,
      startedAt: 1,
      outcome: { kind: "success", value: "0" },
    } as const;

    report(memory, [late], 6000);
    expect(nodeAt(memory.run, 1)).toMatchObject({ status: "WAITING", value: null });
  });

  it("ends as a first run would, on random canvases", () => {
    fc.assert(
      fc.property(randomCanvas(), fc.nat(), (canvas, dice) => {
        const plan = planFrom(canvas);
        const first = outcome(runModel(plan));
        const broken = runModel(plan, () => 0, [dice % plan.nodes.length]);

        restart(broken, null, 100_000);
        runOn(broken, 100_000);

        expect(isRunFinal(broken.run)).toBe(true);
        expect(outcome(broken)).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a run that is run again from a task", () => {
  it("runs it and everything behind it, though all of it succeeded", () => {
    const memory = start(chain(s("add", 1, 1), s("add", 2), s("mul", 3)));

    [2, 4, 12].forEach((value) => succeed(memory, take(memory), value));
    restart(memory, { nodes: [1], edited: null }, 5000);

    expect(memory.run.nodes.map(({ status }) => status)).toEqual(["SUCCESS", "READY", "WAITING"]);
  });

  it("calls it with what was put in place of its own arguments, the predecessor's result still in front", () => {
    const memory = start(chain(s("add", 1, 1), s("add", 2)));

    [2, 4].forEach((value) => succeed(memory, take(memory), value));
    restart(
      memory,
      { nodes: [1], edited: { node: 1, call: '[[40],{"z":1}]', isWhole: false } },
      5000,
    );

    expect(memoryCall(memory, 1)).toBe('[[2,40],{"z":1}]');
  });

  it("calls it with a whole call, whatever its predecessor returned, until that is run again", () => {
    const memory = start(chain(s("add", 1, 1), s("add", 2)));

    [2, 4].forEach((value) => succeed(memory, take(memory), value));
    restart(memory, { nodes: [1], edited: { node: 1, call: "[[30,40],{}]", isWhole: true } }, 5000);
    expect(memoryCall(memory, 1)).toBe("[[30,40],{}]");

    succeed(memory, take(memory), 70);
    restart(memory, { nodes: [1], edited: null }, 6000);
    expect(memoryCall(memory, 1)).toBe("[[30,40],{}]");

    succeed(memory, take(memory), 70);
    restart(memory, { nodes: [0], edited: null }, 7000);
    succeed(memory, take(memory), 5);
    expect(memoryCall(memory, take(memory))).toBe("[[5,2],{}]");
  });

  it("begins with several tasks at once: a chord goes on with what each of them returns", () => {
    const memory = start(chord([s("fail"), s("add", 1, 1), s("fail")], s("xsum")));

    fail(memory, take(memory));
    succeed(memory, take(memory), 2);
    fail(memory, take(memory));
    restart(memory, { nodes: [2, 0], edited: null }, 5000);

    [1, 3].forEach((value) => succeed(memory, take(memory), value));
    expect(memoryCall(memory, take(memory))).toBe("[[[1,2,3]],{}]");
  });
});

function take({ ready }: MemoryRun): number {
  const node = ready.shift();

  if (node === undefined) {
    throw new RangeError("No task is ready.");
  }

  return node;
}

/** Callbacks of the round before keep their results, so only the run's own outcome is compared. */
function outcome(memory: MemoryRun): unknown {
  const { state, result: value, error } = engineOutcomes(memory.run);

  return { state, value, error };
}

function result(memory: MemoryRun): readonly [state: string, result: string] {
  return [runState(viewerOf(memory)), resultText(memory.run, readInline)];
}
