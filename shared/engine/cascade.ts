/**
 * What follows from what: a node that ends releases those behind it, the last member opens a join, a failure ends everything behind
 * it, an errback fires. Breadth first, until nothing more follows.
 */
import { editedAgain, planNodeAt } from "./call.ts";
import { type Consequences, noConsequences } from "./consequences.ts";
import { downstreamOf } from "./downstream.ts";
import { EXPIRED_ERROR, REVOKED_ERROR, TERMINATED_ERROR } from "./errors.ts";
import { fragmentOf, nodesPutBy } from "./fragments.ts";
import { dependentsOf } from "./graph.ts";
import { addPastAttempt } from "./past-attempts.ts";
import { type Ref, gateIndex, gateRef, isGate } from "./plan.ts";
import { restoreGates } from "./restore.ts";
import {
  type NodeState,
  type RunState,
  type Settled,
  WAITING,
  isFinal,
  isRunFinal,
  nodeAt,
} from "./run.ts";
import { errorOf, gateAt, settleGate, settledOf } from "./settle.ts";
import { dueAt, expiresAt, nodeTimer } from "./timing.ts";
import { SMOOTH, leavesGate } from "./transport.ts";
import { Untold } from "./untold.ts";

/** One delta being applied: its clock, what is still to be looked at, and what came of it. */
export class Cascade {
  readonly run: RunState;
  readonly at: number;
  readonly #untold = new Untold();
  readonly #consequences: Consequences = noConsequences();

  constructor(run: RunState, at: number) {
    this.run = run;
    this.at = at;
  }

  /** Everything that waits for nothing begins. */
  start(): void {
    const { nodes, gates } = this.run.plan;

    this.#startWithin([0, nodes.length], [0, gates.length]);
  }

  /** What a node put in its place begins. */
  expand(owner: number, startedAt: number, fragment: number): void {
    const { nodes = [0, 0], gates = [0, 0] } = this.run.plan.fragments[fragment] ?? {};

    this.change(owner, { status: "EXPANDED", startedAt, error: null, transport: SMOOTH });
    this.#startWithin(nodes, gates);
  }

  #startWithin(
    [firstNode, endNode]: readonly [number, number],
    [firstGate, endGate]: readonly [number, number],
  ): void {
    for (let gate = firstGate; gate < endGate; gate += 1) {
      if (this.run.unsettled[gate] === 0) {
        this.#settle(gate);
      }
    }

    for (let node = firstNode; node < endNode; node += 1) {
      if (planNodeAt(this.run, node).input === null) {
        this.#makeReady(node);
      }
    }
  }

  /** These begin anew: with their attempts, past ones too, and their calls, and nothing else of what they were. */
  restart(nodes: readonly number[]): void {
    const { gates } = downstreamOf(this.run, nodes);
    const again = new Set<Ref>([...nodes, ...gates.map(gateRef)]);
    const begin = nodes.filter((node) => !this.#reopen(node, again));
    const untold = this.#untold.all;

    this.run.finishedAt = 0;
    // Who has yet to be told of what settled will count it then; of what is not settled any more nobody is told.
    restoreGates(this.run, gates, new Set(untold));
    this.#untold.keep(untold.filter((ref) => settledOf(this.run, ref) !== null));

    for (const node of begin) {
      if (planNodeAt(this.run, node).input === null) {
        this.#makeReady(node);
      } else {
        this.#release(node);
      }
    }
  }

  /** True: it stands for what it put in its place, of which some begins anew. Else it begins anew itself, and that is dropped. */
  #reopen(node: number, again: ReadonlySet<Ref>): boolean {
    const put = nodesPutBy(this.run, node);
    const state = nodeAt(this.run, node);
    const { attempt } = state;

    if (put.some((each) => again.has(each))) {
      this.change(node, { status: "EXPANDED", finishedAt: 0, error: null, by: null });

      return true;
    }

    // What never got so far as to be queued was no attempt.
    const past = state.queuedAt > 0 ? addPastAttempt(state.past, state) : state.past;

    this.change(node, { ...WAITING, attempt, edited: editedAgain(this.run, node, again), past });
    put.forEach((each) => this.change(each, { ...WAITING, status: "DROPPED" }));

    return false;
  }

  /** Ready now, or `status` until then. */
  queueAt(node: number, due: number, status: "DELAYED" | "RETRY"): void {
    if (due <= this.at) {
      this.change(node, { status: "READY", queuedAt: this.at, dueAt: 0 });
      this.#consequences.ready.push(node);
    } else {
      this.change(node, { status, dueAt: due });
    }

    if (nodeTimer(nodeAt(this.run, node)) > 0) {
      this.#consequences.timed.push(node);
    }
  }

  /** The first end counts. */
  finish(node: number, end: Partial<NodeState>): void {
    if (!isFinal(nodeAt(this.run, node).status)) {
      this.change(node, { ...end, finishedAt: this.at, transport: SMOOTH });
      this.#untold.add(node);
    }
  }

  change(node: number, change: Partial<NodeState>): void {
    const before = nodeAt(this.run, node);
    const after = { ...before, ...change };

    this.run.nodes[node] = after;
    this.run.counts[before.status] -= 1;
    this.run.counts[after.status] += 1;
    this.#consequences.changed.add(node);

    if (leavesGate(before, after)) {
      this.#consequences.left.push({ node, attempt: before.attempt });
    }
  }

  /** Tells the dependents of everything that settled, and theirs, until nothing follows. */
  drain(): void {
    for (let ref = this.#untold.first; ref !== undefined; ref = this.#untold.first) {
      this.#tellDependents(ref);
      this.#untold.removeFirst();
    }
  }

  conclude(): Consequences {
    if (this.run.finishedAt === 0 && isRunFinal(this.run)) {
      this.run.finishedAt = this.at;
    }

    return this.#consequences;
  }

  /** Nodes before gates, as they stand in the graph: those of an errback that is called again reopen the gates behind them. */
  #tellDependents(ref: Ref): void {
    for (const dependent of dependentsOf(this.run.plan, this.run.graph, ref)) {
      if (isGate(dependent)) {
        this.#countDown(gateIndex(dependent), ref);
      } else {
        this.#release(dependent);
      }
    }
  }

  /** The input of a waiting node settled: it starts, or ends as its input did. So does what a node put in its place. */
  #release(node: number): void {
    if (nodeAt(this.run, node).status === "EXPANDED") {
      this.#endExpansion(node);

      return;
    }

    const { input } = planNodeAt(this.run, node);
    const settled = input === null ? null : settledOf(this.run, input);

    if (input === null || settled === null) {
      return;
    }

    if (this.#isCalledAgain(node, input, settled)) {
      this.restart(downstreamOf(this.run, [node]).nodes);
    } else if (nodeAt(this.run, node).status === "WAITING") {
      this.#begin(node, settled);
    }
  }

  /** It ends as what it put in its place. A failure is its own then, with the same error: its errbacks are told. */
  #endExpansion(owner: number): void {
    const output = fragmentOf(this.run, owner)?.output ?? owner;
    const settled = settledOf(this.run, output);

    if (settled !== null) {
      this.finish(owner, { status: settled.status, error: errorOf(this.run, output) });
    }
  }

  #begin(node: number, input: Settled): void {
    if (input.status === "SUCCESS") {
      this.#makeReady(node);
    } else {
      this.finish(node, { status: input.status, by: input.origin });
    }
  }

  /** An errback that was called in an earlier round: what it watches was run again and failed again. */
  #isCalledAgain(node: number, input: Ref, { status }: Settled): boolean {
    return (
      isGate(input) &&
      this.run.plan.gates[gateIndex(input)]?.kind === "errback" &&
      status === "SUCCESS" &&
      nodeAt(this.run, node).status === "SUCCESS"
    );
  }

  #countDown(gate: number, source: Ref): void {
    const left = (this.run.unsettled[gate] ?? 0) - 1;
    this.run.unsettled[gate] = left;

    this.#failFast(gate, source);

    if (left === 0 || this.#opensEarly(gate, source)) {
      this.#settle(gate);
    }
  }

  /** A group that was asked to: the first member without a result ends all tasks that are not over. */
  #failFast(index: number, source: Ref): void {
    const gate = gateAt(this.run, index);
    const { status } = settledOf(this.run, source) ?? {};

    if (
      gate.kind !== "join" ||
      gate.failFast === undefined ||
      source === gate.after ||
      (status !== "FAILURE" && status !== "REVOKED")
    ) {
      return;
    }

    const [from, to] = gate.failFast;

    for (let node = from; node < to; node += 1) {
      [node, ...nodesPutBy(this.run, node)].forEach((each) => this.#stop(each));
    }
  }

  /** What may be running is told to end. */
  #stop(node: number): void {
    const { status } = nodeAt(this.run, node);
    const mayRun = status === "READY" || status === "SENT";

    this.finish(node, { status: "REVOKED", error: mayRun ? TERMINATED_ERROR : REVOKED_ERROR });
  }

  /** An errback does not wait for the rest of what it watches. */
  #opensEarly(gate: number, source: Ref): boolean {
    const settled = settledOf(this.run, source);

    return (
      this.run.plan.gates[gate]?.kind === "errback" &&
      settled?.status === "FAILURE" &&
      settled.origin === source
    );
  }

  #settle(gate: number): void {
    if (this.run.gates[gate] === null) {
      this.run.gates[gate] = settleGate(this.run, gate);
      this.#untold.add(gateRef(gate));
    }
  }

  /** Its input is there: it goes to its queue, or waits for its time. */
  #makeReady(node: number): void {
    const { options } = planNodeAt(this.run, node);
    const deadline = expiresAt(options, this.at);
    const { attempt } = nodeAt(this.run, node);

    this.change(node, { attempt: attempt + 1, expiresAt: deadline });

    if (deadline > 0 && deadline <= this.at) {
      this.finish(node, { status: "REVOKED", error: EXPIRED_ERROR });
    } else {
      this.queueAt(node, dueAt(options, this.at), "DELAYED");
    }
  }
}
