/**
 * The only place where a run changes. Facts go in; what follows from them is worked out at once, breadth first, until nothing
 * more follows. Deterministic: the same facts on the same run give the same run, live, at a replay, in a browser.
 */
import { planNodeAt } from "./call.ts";
import { type Delta, type Fact, type Ranges, fromRanges } from "./delta.ts";
import { EXPIRED_ERROR, REVOKED_ERROR } from "./errors.ts";
import { dependentsOf } from "./graph.ts";
import type { TaskError } from "./outcome.ts";
import { type Ref, gateIndex, gateRef, isGate } from "./plan.ts";
import { type NodeState, type RunState, isFinal, isRunFinal, nodeAt } from "./run.ts";
import { settleGate, settledOf } from "./settle.ts";
import { dueAt, expiresAt, nodeTimer } from "./timing.ts";

export interface Consequences {
  /** Nodes that became ready and are to be sent. */
  readonly ready: number[];
  /** Nodes that wait for a time, or must be started by one. */
  readonly timed: number[];
  /** Nodes whose state changed. */
  readonly changed: Set<number>;
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
  readonly #consequences: Consequences = {
    ready: [],
    timed: [],
    changed: new Set(),
  };

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
        this.#send(fact.nodes);
        return;
      case "succeeded":
      case "failed":
      case "ignored":
        this.#finish(fact.node, endOf(fact));
        return;
      case "retried":
        this.#retry(fact.node, fact);
        return;
      case "due":
        this.#letGo(fact.nodes);
        return;
      case "expired":
        this.#revoke(fact.nodes, EXPIRED_ERROR);
        return;
      case "revoked":
        this.#revoke(fact.nodes, REVOKED_ERROR);
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

  #send(nodes: Ranges): void {
    for (const node of fromRanges(nodes)) {
      if (!isFinal(nodeAt(this.#run, node).status)) {
        this.#change(node, { status: "SENT", sentAt: this.#at });
      }
    }
  }

  #letGo(nodes: Ranges): void {
    for (const node of fromRanges(nodes)) {
      this.#queueAt(node, this.#at, "DELAYED");
    }
  }

  /** All of them first, then what follows: a revoked run is REVOKED throughout, not FAILURE where an outcome spread first. */
  #revoke(nodes: Ranges, error: TaskError): void {
    for (const node of fromRanges(nodes)) {
      this.#finish(node, { status: "REVOKED", error });
    }
  }

  /** Its input is there: it goes to its queue, or waits for its time. */
  #makeReady(node: number): void {
    const { options } = planNodeAt(this.#run, node);
    const deadline = expiresAt(options, this.#at);

    this.#change(node, { attempt: 1, expiresAt: deadline });

    if (deadline > 0 && deadline <= this.#at) {
      this.#finish(node, { status: "REVOKED", error: EXPIRED_ERROR });
    } else {
      this.#queueAt(node, dueAt(options, this.#at), "DELAYED");
    }
  }

  /** Ready now, or `status` until then. */
  #queueAt(node: number, due: number, status: "DELAYED" | "RETRY"): void {
    if (due <= this.#at) {
      this.#change(node, { status: "READY", queuedAt: this.#at, dueAt: 0 });
      this.#consequences.ready.push(node);
    } else {
      this.#change(node, { status, dueAt: due });
    }

    if (nodeTimer(nodeAt(this.#run, node)) > 0) {
      this.#consequences.timed.push(node);
    }
  }

  #retry(
    node: number,
    { startedAt, error, dueAt: due }: Fact & { readonly kind: "retried" },
  ): void {
    const { attempt, retries } = nodeAt(this.#run, node);

    this.#change(node, { attempt: attempt + 1, retries: retries + 1, startedAt, error });
    this.#queueAt(node, due, "RETRY");
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

/** How an execution ended by itself. */
function endOf(
  fact: Fact & { readonly kind: "succeeded" | "failed" | "ignored" },
): Partial<NodeState> {
  const { startedAt } = fact;

  switch (fact.kind) {
    case "succeeded":
      return { status: "SUCCESS", startedAt, value: fact.value, error: null };
    case "failed":
      return { status: "FAILURE", startedAt, error: fact.error };
    case "ignored":
      return { status: "IGNORED", startedAt, error: null };
  }
}
