/**
 * How things end: the outcome of a node or a gate, and the error behind it.
 *
 * A join whose group never began (what it waited for did not succeed) ends as that did. Otherwise it fails when any
 * member is FAILURE or REVOKED: that is where a ChordError begins. An IGNORED member is null in the list.
 */
import { chordError, payloadTooLarge } from "./errors.ts";
import { taskIdOf } from "./ids.ts";
import { MAX_INPUT_BYTES } from "./limits.ts";
import type { TaskError } from "./outcome.ts";
import { type Gate, type Ref, gateIndex, gateRef, isGate } from "./plan.ts";
import { listBytes } from "./result.ts";
import { type RunState, type Settled, isFinal, nodeAt } from "./run.ts";

/** null while it is not settled. */
export function settledOf(run: RunState, ref: Ref): Settled | null {
  if (isGate(ref)) {
    return run.gates[gateIndex(ref)] ?? null;
  }

  const { status, by } = nodeAt(run, ref);

  if (!isFinal(status)) {
    return null;
  }

  // Nobody waits for what was dropped.
  return { status: status === "DROPPED" ? "IGNORED" : status, origin: by ?? ref };
}

/** How a gate ends, now that it can. */
export function settleGate(run: RunState, index: number): Settled {
  const gate = gateAt(run, index);
  const self = gateRef(index);

  switch (gate.kind) {
    case "join":
      return settleJoin(run, gate, self);
    case "link":
      return nodeAt(run, gate.of).status === "SUCCESS"
        ? { status: "SUCCESS", origin: self }
        : { status: "IGNORED", origin: self };
    case "errback":
      return firedBy(run, gate) === undefined
        ? { status: "IGNORED", origin: self }
        : { status: "SUCCESS", origin: self };
  }
}

/** The node whose id an errback is called with; undefined while or when nothing it watches failed by itself. */
export function firedBy(
  run: RunState,
  gate: Gate & { readonly kind: "errback" },
): number | undefined {
  return gate.watched.find(({ ref }) => {
    const settled = settledOf(run, ref);

    return settled?.status === "FAILURE" && settled.origin === ref;
  })?.reportsAs;
}

/** The error of a node or gate that did not succeed: its own, or the one it spread from. null for success and IGNORED. */
export function errorOf(run: RunState, ref: Ref): TaskError | null {
  const settled = settledOf(run, ref);

  if (settled === null || settled.status === "SUCCESS" || settled.status === "IGNORED") {
    return null;
  }

  return isGate(settled.origin)
    ? joinError(run, gateIndex(settled.origin))
    : nodeAt(run, settled.origin).error;
}

/** The first member without a result; where a failure ended the others, the first that failed. */
function brokenMember(run: RunState, { members, failFast }: JoinGate): number | undefined {
  const failed =
    failFast === undefined
      ? undefined
      : members.find((member) => nodeAt(run, member).status === "FAILURE");

  return failed ?? members.find((member) => isBroken(run, member));
}

/** It ended without a result that a chord could use. */
function isBroken(run: RunState, member: number): boolean {
  const { status } = nodeAt(run, member);

  return status === "FAILURE" || status === "REVOKED";
}

export function gateAt(run: RunState, index: number): Gate {
  const gate = run.plan.gates[index];

  if (gate === undefined) {
    throw new RangeError(
      `Run ${run.id} has ${run.plan.gates.length} gates; there is no gate ${index}.`,
    );
  }

  return gate;
}

type JoinGate = Gate & { readonly kind: "join" };

function settleJoin(run: RunState, gate: JoinGate, self: Ref): Settled {
  const before = gate.after === null ? null : settledOf(run, gate.after);

  if (before !== null && before.status !== "SUCCESS") {
    return before;
  }

  const broken = brokenMember(run, gate);
  const bytes = listBytes(run, gate.members);

  return broken === undefined && bytes <= MAX_INPUT_BYTES
    ? { status: "SUCCESS", origin: self, bytes }
    : { status: "FAILURE", origin: self, broken: broken ?? null };
}

function joinError(run: RunState, index: number): TaskError {
  const gate = gateAt(run, index);
  const { broken = null } = run.gates[index] ?? {};

  if (broken === null) {
    const bytes = listBytes(run, gate.kind === "join" ? gate.members : []);

    return payloadTooLarge("The list of a group's results", bytes, MAX_INPUT_BYTES);
  }

  return chordError(taskIdOf(run, broken), errorOf(run, broken));
}
