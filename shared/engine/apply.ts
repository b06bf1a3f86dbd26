/**
 * The only place where a run changes. Facts go in; what follows from them is worked out at once, breadth first, until nothing
 * more follows. Deterministic: the same facts on the same run give the same run, live, at a replay, in a browser.
 */
import { type Delta, type Fact, fromRanges } from "./delta.ts";
import { REVOKED_ERROR } from "./errors.ts";
import { dependentsOf } from "./graph.ts";
import { type Ref, gateIndex, gateRef, isGate } from "./plan.ts";
import { type NodeState, type RunState, isFinal, isRunFinal, nodeAt } from "./run.ts";
import { settleGate, settledOf } from "./settle.ts";

export interface Consequences {
  /** Nodes that became ready and are to be sent. */
  readonly ready: number[];
  /** Nodes whose state changed. */
  readonly changed: Set<number>;
  /** True when this made the run final. */
  finished: boolean;
}

export function applyDelta(run: RunState, delta: Delta): Consequences {
  const step = new Step(run, delta.at);

  for (const fact of delta.facts) {
    step.apply(fact);
    step.drain();
  }

  return step.conclude();
}

/** One delta being applied: its clock, what is still to be looked at, and what came of it. */
class Step {
  readonly #run: RunState;
  readonly #at: number;
  /** Refs that settled and whose dependents were not told yet. */
  #settled: Ref[] = [];
  readonly #consequences: Consequences = { ready: [], changed: new Set(), finished: false };

  constructor(run: RunState, at: number) {
    this.#run = run;
    this.#at = at;
  }

  apply(fact: Fact): void {
    switch (fact.kind) {
      case "started":
        this.#start();
        return;
      case "sent":
        for (const node of fromRanges(fact.nodes)) {
          if (!isFinal(nodeAt(this.#run, node).status)) {
            this.#change(node, { status: "SENT", sentAt: this.#at });
          }
        }
        return;
      case "succeeded":
        this.#finish(fact.node, {
          status: "SUCCESS",
          startedAt: fact.startedAt,
          value: fact.value,
        });
        return;
      case "failed":
        this.#finish(fact.node, {
          status: "FAILURE",
          startedAt: fact.startedAt,
          error: fact.error,
        });
        return;
      case "ignored":
        this.#finish(fact.node, { status: "IGNORED", startedAt: fact.startedAt });
        return;
      case "revoked":
        // All of them first, then what follows: a revoked run is REVOKED throughout, not FAILURE where an outcome spread first.
        for (const node of fromRanges(fact.nodes)) {
          this.#finish(node, { status: "REVOKED", error: REVOKED_ERROR });
        }
        return;
    }
  }

  /** Tells the dependents of everything that settled, and theirs, until nothing follows. */
  drain(): void {
    while (this.#settled.length > 0) {
      const wave = this.#settled;

      this.#settled = [];
      wave.forEach((ref) => this.#tellDependents(ref));
    }
  }

  conclude(): Consequences {
    if (this.#run.finishedAt === 0 && isRunFinal(this.#run)) {
      this.#run.finishedAt = this.#at;
      this.#consequences.finished = true;
    }

    return this.#consequences;
  }

  #tellDependents(ref: Ref): void {
    for (const dependent of dependentsOf(this.#run.plan, this.#run.graph, ref)) {
      if (isGate(dependent)) {
        this.#countDown(gateIndex(dependent), ref);
      } else {
        this.#release(dependent);
      }
    }
  }

  #settleSourceless(): void {
    for (const [gate, unsettled] of this.#run.unsettled.entries()) {
      if (unsettled === 0) {
        this.#settle(gate);
      }
    }
  }

  #start(): void {
    this.#settleSourceless();

    for (const [index, node] of this.#run.plan.nodes.entries()) {
      if (node.input === null) {
        this.#makeReady(index);
      }
    }
  }

  /** The input of a waiting node settled: it starts, or ends as its input did. */
  #release(node: number): void {
    const input = this.#run.plan.nodes[node]?.input ?? null;
    const settled = input === null ? null : settledOf(this.#run, input);

    if (settled === null || nodeAt(this.#run, node).status !== "WAITING") {
      return;
    }

    if (settled.status === "SUCCESS") {
      this.#makeReady(node);
    } else {
      this.#finish(node, { status: settled.status, by: settled.origin });
    }
  }

  #countDown(gate: number, source: Ref): void {
    const left = (this.#run.unsettled[gate] ?? 0) - 1;
    this.#run.unsettled[gate] = left;

    if (left === 0 || this.#opensEarly(gate, source)) {
      this.#settle(gate);
    }
  }

  /** An errback does not wait for the rest of what it watches. */
  #opensEarly(gate: number, source: Ref): boolean {
    const settled = settledOf(this.#run, source);

    return (
      this.#run.plan.gates[gate]?.kind === "errback" &&
      settled?.status === "FAILURE" &&
      settled.origin === source
    );
  }

  #settle(gate: number): void {
    if (this.#run.gates[gate] === null) {
      this.#run.gates[gate] = settleGate(this.#run, gate);
      this.#settled.push(gateRef(gate));
    }
  }

  #makeReady(node: number): void {
    this.#change(node, {
      status: "READY",
      attempt: nodeAt(this.#run, node).attempt + 1,
      queuedAt: this.#at,
    });
    this.#consequences.ready.push(node);
  }

  #finish(node: number, end: Partial<NodeState>): void {
    if (!isFinal(nodeAt(this.#run, node).status)) {
      this.#change(node, { ...end, finishedAt: this.#at });
      this.#settled.push(node);
    }
  }

  #change(node: number, change: Partial<NodeState>): void {
    const before = nodeAt(this.#run, node);
    const after = { ...before, ...change };

    this.#run.nodes[node] = after;
    this.#run.counts[before.status] -= 1;
    this.#run.counts[after.status] += 1;
    this.#consequences.changed.add(node);
  }
}
