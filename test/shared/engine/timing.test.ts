import { describe, expect, it } from "vitest";

import { applyDelta } from "../../../shared/engine/apply.ts";
import { decideReports, decideTimers } from "../../../shared/engine/decide.ts";
import type { Fact } from "../../../shared/engine/delta.ts";
import { type NodeState, type RunState, newRun, nodeAt } from "../../../shared/engine/run.ts";
import { nodeTimer } from "../../../shared/engine/timing.ts";
import { chain, s, withOptions } from "../../reference/signatures.ts";
import { RUN_ID, isPlan, planOf } from "../../support/model-run.ts";

const SUBMITTED = 1_000_000;
const nobody = (): boolean => false;

describe("a call with a countdown", () => {
  it("waits for it, and is ready then", () => {
    const run = started(withOptions(s("add", 1, 1), { countdown: 5 }));

    expect(nodeAt(run, 0)).toMatchObject({
      status: "DELAYED",
      dueAt: SUBMITTED + 5000,
      queuedAt: 0,
    });
    expect(timers(run, 4999)).toEqual([]);
    expect(timers(run, 5000)).toMatchObject([{ kind: "due" }]);
    expect(happened(run, 5000, timers(run, 5000))).toMatchObject({
      status: "READY",
      queuedAt: SUBMITTED + 5000,
    });
  });

  it("counts it from when its predecessor succeeded", () => {
    const run = started(chain(s("add", 1, 1), withOptions(s("add", 1), { countdown: 5 })));

    happened(run, 700, [{ kind: "succeeded", node: 0, startedAt: 0, value: "2" }]);

    expect(nodeAt(run, 1)).toMatchObject({ status: "DELAYED", dueAt: SUBMITTED + 5700 });
  });
});

describe("a call with an eta", () => {
  it("starts at once when it is in the past", () => {
    const run = started(withOptions(s("add", 1, 1), { eta: "1970-01-01T00:00:00Z" }));

    expect(nodeAt(run, 0).status).toBe("READY");
  });

  it("waits for it when it is in the year 9999", () => {
    const eta = "9999-12-31T23:59:59Z";
    const run = started(withOptions(s("add", 1, 1), { eta }));

    expect(nodeAt(run, 0)).toMatchObject({ status: "DELAYED", dueAt: Date.parse(eta) });
  });
});

describe("a call that expires", () => {
  it("is revoked unless it was started in time, and what follows with it", () => {
    const run = started(chain(withOptions(s("add", 1, 1), { expires: 3 }), s("add", 1)));

    expect(timers(run, 3000, () => true)).toEqual([]);
    happened(run, 3000, timers(run, 3000));

    expect(run.nodes).toMatchObject([
      { status: "REVOKED", error: { type: "TaskRevokedError", message: "expired" } },
      { status: "REVOKED", by: 0 },
    ]);
  });

  it("is revoked at once when that is over", () => {
    expect(nodeAt(started(withOptions(s("add", 1, 1), { expires: 0 })), 0).status).toBe("REVOKED");
  });

  it.each(["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"])(
    "is revoked at once when that was over long ago, %s",
    (expires) => {
      expect(nodeAt(started(withOptions(s("add", 1, 1), { expires })), 0).status).toBe("REVOKED");
    },
  );

  it("is revoked while it waits for a later eta", () => {
    const run = started(withOptions(s("add", 1, 1), { countdown: 60, expires: 3 }));

    expect(nodeTimer(nodeAt(run, 0))).toBe(SUBMITTED + 3000);
    expect(happened(run, 3000, timers(run, 3000)).status).toBe("REVOKED");
  });

  it("keeps its first deadline when it is retried", () => {
    const run = started(withOptions(s("add", 1, 1), { expires: 3 }));

    retried(run, 1000, 500);

    expect(nodeAt(run, 0).expiresAt).toBe(SUBMITTED + 3000);
  });
});

describe("a task that asks to be run again", () => {
  it("keeps when and, in short, why each of its last ten attempts ended", () => {
    const run = started(s("flaky", 12));

    for (let attempt = 1; attempt <= 12; attempt += 1) {
      happened(run, attempt * 1000, [
        {
          kind: "retried",
          node: 0,
          startedAt: attempt,
          error: { type: "ValueError", message: "x".repeat(300), traceback: "at flaky" },
          dueAt: 0,
        },
      ]);
    }

    const { past, startedAt } = nodeAt(run, 0);

    expect(past.map((each) => each.startedAt)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(past.at(-1)).toEqual({
      queuedAt: SUBMITTED + 11_000,
      startedAt: 12,
      finishedAt: SUBMITTED + 12_000,
      error: { type: "ValueError", message: "x".repeat(200), traceback: null },
    });
    expect(startedAt).toBe(0);
  });

  it("waits as RETRY, is ready when its delay is over, and the report of its first execution is stale", () => {
    const run = started(s("add", 1, 1));

    retried(run, 1000, 2000);

    expect(nodeAt(run, 0)).toMatchObject({
      status: "RETRY",
      attempt: 2,
      retries: 1,
      dueAt: SUBMITTED + 3000,
    });
    expect(reports(run, 1, 1500)).toEqual([]);
    happened(run, 3000, timers(run, 3000));
    expect(nodeAt(run, 0)).toMatchObject({ status: "READY", attempt: 2 });
  });

  it("is ready at once without a delay", () => {
    const run = started(s("add", 1, 1));

    retried(run, 1000, 0);

    expect(nodeAt(run, 0)).toMatchObject({ status: "READY", attempt: 2, dueAt: 0 });
  });

  it("has no error any more once it succeeds", () => {
    const run = started(s("add", 1, 1));

    retried(run, 1000, 0);
    happened(run, 2000, [{ kind: "succeeded", node: 0, startedAt: 0, value: "2" }]);

    expect(nodeAt(run, 0)).toMatchObject({ status: "SUCCESS", error: null });
  });
});

function started(canvas: object): RunState {
  const plan = planOf(canvas);

  if (!isPlan(plan)) {
    throw new TypeError(plan.join("; "));
  }

  const run = newRun(RUN_ID, null, plan, SUBMITTED);

  happened(run, 0, [{ kind: "started" }]);

  return run;
}

/** What becomes of node 0 of it. */
function happened(run: RunState, afterMs: number, facts: readonly Fact[]): NodeState {
  applyDelta(run, { run: run.id, at: SUBMITTED + afterMs, facts });

  return nodeAt(run, 0);
}

function timers(run: RunState, afterMs: number, isRunning = nobody): Fact[] {
  return decideTimers(run, [0], { now: SUBMITTED + afterMs, isRunning });
}

function retried(run: RunState, afterMs: number, delayMs: number): void {
  happened(run, afterMs, reports(run, 1, afterMs, delayMs));
}

function reports(run: RunState, attempt: number, afterMs: number, delayMs = 0): Fact[] {
  const error = { type: "ValueError", message: "not yet", traceback: null };
  const report = {
    node: 0,
    attempt,
    startedAt: 1,
    outcome: { kind: "retry", error, delayMs },
  } as const;

  return decideReports(run, [report], SUBMITTED + afterMs);
}
