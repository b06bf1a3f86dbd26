import { describe, expect, it } from "vitest";

import { applyDelta } from "../../../shared/engine/apply.ts";
import {
  decideLost,
  decideResend,
  queueOfNode,
  resolveOutcome,
} from "../../../shared/engine/decide-delivery.ts";
import type { Fact } from "../../../shared/engine/delta.ts";
import type { RunState } from "../../../shared/engine/run.ts";
import { group, s, withOptions } from "../../reference/signatures.ts";
import { START, start } from "../../support/hand-run.ts";

const ECHO = s("echo");
const ONCE = withOptions(s("echo"), { acks_late: false });

function happen(run: RunState, facts: readonly Fact[]): readonly number[] {
  return applyDelta(run, { run: run.id, at: START, facts }).ready;
}

function lose(run: RunState, ...nodes: readonly number[]): ReturnType<typeof decideLost> {
  const decided = decideLost(run, new Map(nodes.map((node) => [node, { startedAt: 7 }])));

  happen(run, decided.facts);

  return decided;
}

describe("a task whose worker died", () => {
  it("is sent again, by the queue of those that run alone, and is no new attempt", () => {
    const { run } = start(group(ECHO, ECHO));

    expect(queueOfNode(run, 0)).toBe("default");
    expect(happen(run, decideLost(run, new Map([[0, { startedAt: 7 }]])).facts)).toEqual([0]);
    expect(queueOfNode(run, 0)).toBe("solo");
    expect(queueOfNode(run, 1)).toBe("default");
    expect(run.nodes[0]).toMatchObject({ status: "READY", attempt: 1, retries: 0 });
  });

  it("fails at the third death, is a dead letter, and its neighbour never notices", () => {
    const { run } = start(group(ECHO, ECHO));

    expect(lose(run, 0, 1).dead).toEqual([]);
    expect(lose(run, 0).dead).toEqual([]);
    expect(lose(run, 0).dead).toMatchObject([
      { node: 0, reason: "worker_lost", error: { type: "WorkerLostError" } },
    ]);
    expect(run.nodes[0]).toMatchObject({ status: "FAILURE", startedAt: 7 });
    expect(run.nodes[1]).toMatchObject({ status: "READY", transport: { deliveries: 1 } });
  });

  it("fails at once where it must not run twice", () => {
    const { run } = start(group(ONCE, ECHO));

    expect(lose(run, 0, 1).dead).toMatchObject([{ node: 0, reason: "worker_lost" }]);
    expect(run.nodes[0]?.status).toBe("FAILURE");
    expect(run.nodes[1]?.status).toBe("READY");
  });

  it("counts its deaths anew when it is retried", () => {
    const { run } = start(ECHO);
    const error = { type: "ValueError", message: "later", traceback: null };

    lose(run, 0);
    lose(run, 0);
    happen(run, [{ kind: "retried", node: 0, startedAt: 0, error, dueAt: 0 }]);

    expect(queueOfNode(run, 0)).toBe("default");
    expect(lose(run, 0).dead).toEqual([]);
  });

  it("that is over by then stays as it is", () => {
    const { run } = start(ECHO);

    happen(run, [{ kind: "succeeded", node: 0, startedAt: 0, value: "1" }]);

    expect(lose(run, 0)).toEqual({ facts: [], dead: [] });
    expect(decideResend(run, [0])).toEqual({ facts: [], dead: [] });
  });
});

describe("an execution that hands its message back", () => {
  const requeue = {
    kind: "requeue",
    error: { type: "Reject", message: "not here", traceback: null },
  } as const;

  it("is delivered once more, twice at most", () => {
    const { run } = start(ECHO);

    for (let delivery = 1; delivery < 3; delivery += 1) {
      expect(resolveOutcome(run, 0, requeue)).toMatchObject({
        outcome: { kind: "redelivered" },
        reason: null,
      });
      happen(run, [{ kind: "redelivered", nodes: [[0, 0]] }]);
    }

    expect(resolveOutcome(run, 0, requeue)).toEqual({
      outcome: { kind: "failure", error: requeue.error },
      reason: "rejected",
    });
  });

  it("may do so also where it does not run again by itself: it says that it may", () => {
    const { run } = start(ONCE);

    expect(resolveOutcome(run, 0, requeue).outcome.kind).toBe("redelivered");
    expect(resolveOutcome(run, 0, { kind: "lost" })).toMatchObject({
      outcome: { kind: "failure", error: { type: "WorkerLostError" } },
      reason: "worker_lost",
    });
  });
});
