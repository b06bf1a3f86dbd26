import { describe, expect, it } from "vitest";

import { applyDelta } from "../../../shared/engine/apply.ts";
import { type MemoryRun, revoke } from "../../../shared/engine/memory-run.ts";
import {
  countsView,
  resultBytes,
  resultText,
  runError,
  runState,
} from "../../../shared/engine/run-views.ts";
import { readInline } from "../../../shared/engine/values.ts";
import { chain, group, link, onError, s, withOptions } from "../../reference/signatures.ts";
import { START, fail, ignore, start, store, succeed, viewerOf } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

type End = (memory: MemoryRun, node: number) => void;

const ENDS = {
  S: succeed,
  F: fail,
  I: ignore,
  R: (memory, node) => revoke(memory, node, START),
} as const satisfies Record<string, End>;

/** A final group whose members end so, in this order. */
function groupOf(...ends: readonly (keyof typeof ENDS)[]): MemoryRun {
  const memory = start(group(...ends.map(() => s("echo"))));

  ends.forEach((end, node) => ENDS[end](memory, node));

  return memory;
}

function outcome(memory: MemoryRun): unknown[] {
  const error = runError(memory.run);

  return [
    runState(viewerOf(memory)),
    JSON.parse(resultText(memory.run, readInline)),
    error === null ? null : `${error.type} of ${error.task_id?.replace(`${RUN_ID}.`, "")}`,
  ];
}

describe("a final group", () => {
  it("yields its members' results in written order, whichever came first", () => {
    const memory = start(group(s("echo"), s("echo"), s("echo")));

    succeed(memory, 2, "c");
    succeed(memory, 0, "a");
    succeed(memory, 1, "b");

    expect(outcome(memory)).toEqual(["SUCCESS", ["a", "b", "c"], null]);
  });

  it.each([
    ["FAILURE", ["S", "R", "I", "F", "F"], null, "ValueError of 3"],
    ["REVOKED", ["S", "I", "R", "R"], null, "TaskRevokedError of 2"],
    ["IGNORED", ["S", "I", "S"], [0, null, 2], null],
  ] as const)("is %s when the worst of its members is: %j", (state, ends, result, error) => {
    expect(outcome(groupOf(...ends))).toEqual([state, result, error]);
  });

  it("of one is a list of one, of none an empty list", () => {
    expect(outcome(groupOf("S"))).toEqual(["SUCCESS", [0], null]);
    expect(outcome(groupOf())).toEqual(["SUCCESS", [], null]);
  });

  it("without members ends as the step before it did", () => {
    const succeeded = start(chain(s("echo"), group()));
    const failed = start(chain(s("fail"), group()));

    succeed(succeeded, 0);
    fail(failed, 0);

    expect(outcome(succeeded)).toEqual(["SUCCESS", [], null]);
    expect(outcome(failed)).toEqual(["FAILURE", null, "ValueError of 0"]);
  });

  it("fails by name when its list is larger than can be put together", () => {
    const memory = start(group(...Array.from({ length: 17 }, () => s("echo"))));

    for (const node of memory.run.nodes.keys()) {
      store(memory, node, { pack: node, offset: 0, bytes: 1_000_000 });
    }

    expect(outcome(memory)).toEqual(["FAILURE", null, "PayloadTooLarge of undefined"]);
  });

  it("has null where a member keeps its result to itself", () => {
    const quiet = withOptions(s("echo"), { ignore_result: true });
    const memory = start(group(s("echo"), quiet));

    succeed(memory, 0, 1);
    succeed(memory, 1, 2);

    expect(outcome(memory)).toEqual(["SUCCESS", [1, null], null]);
  });
});

describe("a run", () => {
  it("is PENDING until a task is run, STARTED until the last is final", () => {
    const memory = start(chain(s("echo"), s("echo")));

    expect(runState(viewerOf(memory))).toBe("PENDING");
    expect(runState(viewerOf(memory, 0))).toBe("STARTED");
    succeed(memory, 0);
    expect(runState(viewerOf(memory))).toBe("STARTED");
    expect(resultText(memory.run, readInline)).toBe("null");
    succeed(memory, 1);
    expect(runState(viewerOf(memory))).toBe("SUCCESS");
  });

  it("is not over before its callbacks are, and does not end as they do", () => {
    const memory = start(link(s("echo"), s("fail")));

    succeed(memory, 0, "done");
    expect(outcome(memory)).toEqual(["STARTED", null, null]);
    fail(memory, 1);
    expect(outcome(memory)).toEqual(["SUCCESS", "done", null]);
  });

  it("that failed stays so, though its errback succeeded", () => {
    const memory = start(onError(s("fail"), s("echo")));

    fail(memory, 0);
    succeed(memory, 1);

    expect(outcome(memory)[0]).toBe("FAILURE");
  });

  it("is as large as the result it shows", () => {
    const one = start(s("echo"));
    const list = groupOf("S", "S");
    const quiet = start(withOptions(s("echo"), { ignore_result: true }));

    expect(resultBytes(one.run)).toBe(0);
    store(one, 0, { pack: 0, offset: 0, bytes: 5000 });
    store(quiet, 0, { pack: 0, offset: 0, bytes: 5000 });

    expect(resultBytes(one.run)).toBe(5000);
    expect(resultBytes(quiet.run)).toBe("null".length);
    expect(resultBytes(list.run)).toBe(resultText(list.run, readInline).length);
    expect(resultBytes(groupOf("F").run)).toBe(0);
  });

  it("counts its tasks by what is shown of them, and leaves out what there is none of", () => {
    const memory = start(chain(group(s("echo"), s("echo"), s("fail"), s("echo")), s("xsum")));

    succeed(memory, 0);
    fail(memory, 2);

    expect(countsView(viewerOf(memory, 1))).toEqual({
      PENDING: 2,
      STARTED: 1,
      SUCCESS: 1,
      FAILURE: 1,
    });
  });

  it("counts a task that waits for its queue's limit as pending", () => {
    const memory = start(group(s("echo"), s("echo"), s("echo")));

    applyDelta(memory.run, {
      run: RUN_ID,
      at: START,
      facts: [{ kind: "gated", nodes: [[0, 1]] }],
    });

    expect(countsView(viewerOf(memory))).toEqual({ PENDING: 3 });
    expect(countsView(viewerOf(memory, 1))).toEqual({ PENDING: 2, STARTED: 1 });
  });
});
