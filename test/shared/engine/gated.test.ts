import { describe, expect, it } from "vitest";

import { applyDelta } from "../../../shared/engine/apply.ts";
import type { Fact } from "../../../shared/engine/delta.ts";
import { type RunState, newRun } from "../../../shared/engine/run.ts";
import { s } from "../../reference/signatures.ts";
import { START, planFrom } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

const error = { type: "Retry", message: "", traceback: null };

describe("a gate", () => {
  it("is told that an execution is over which asks to be run again: it runs no more, and its slot is free", () => {
    const run = released(true);

    expect(left(run, { kind: "retried", node: 0, startedAt: START, error, dueAt: START })).toEqual([
      { node: 0, attempt: 1 },
    ]);
  });

  it("is told that it is over when it ends", () => {
    const run = released(true);

    expect(left(run, { kind: "succeeded", node: 0, startedAt: START, value: "1" })).toEqual([
      { node: 0, attempt: 1 },
    ]);
  });

  it("is not told of what it let through and forgot", () => {
    const run = released(false);

    expect(left(run, { kind: "retried", node: 0, startedAt: START, error, dueAt: START })).toEqual(
      [],
    );
  });
});

/** Its one task went through a gate, which counts it or does not. */
function released(isCounted: boolean): RunState {
  const run = newRun(RUN_ID, null, planFrom(s("add", 1, 1)), START);

  left(run, { kind: "started" });
  left(run, { kind: "gated", nodes: [[0, 0]] });
  expect(left(run, { kind: "released", node: 0, at: START, isCounted })).toEqual([]);

  return run;
}

function left(run: RunState, fact: Fact): readonly unknown[] {
  return applyDelta(run, { run: RUN_ID, at: START, facts: [fact] }).left;
}
