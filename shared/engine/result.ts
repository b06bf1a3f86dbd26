/** What a node came to: a value of its own, or that of what it put in its place. */
import type { JsonText } from "../canvas/json.ts";
import { fragmentOf } from "./fragments.ts";
import { type Ref, gateIndex, isGate } from "./plan.ts";
import { type RunState, nodeAt } from "./run.ts";
import { type ReadValue, jsonListBytes, valueBytes } from "./values.ts";

/** Bytes of its result as JSON; of what has none, those of `null`. */
export function nodeBytes(run: RunState, node: number): number {
  const output = outputOf(run, node);

  if (output === undefined) {
    return valueBytes(nodeAt(run, node).value);
  }

  if (!isGate(output)) {
    return nodeBytes(run, output);
  }

  // While a run is loaded, gates are worked out in their order, and this one comes after those that ask.
  return run.gates[gateIndex(output)]?.bytes ?? listBytes(run, membersOf(run, output));
}

/** Its result as JSON text; `null` while it has none. */
export function nodeText(run: RunState, node: number, read: ReadValue): JsonText {
  const output = outputOf(run, node);

  if (output === undefined) {
    const { value } = nodeAt(run, node);

    return value === null ? "null" : read(value);
  }

  return isGate(output) ? listText(run, membersOf(run, output), read) : nodeText(run, output, read);
}

/** The list of a join, or of a final group: results in header order, null for IGNORED. */
export function listText(run: RunState, members: readonly number[], read: ReadValue): JsonText {
  return `[${members.map((member) => nodeText(run, member, read)).join(",")}]`;
}

/** Bytes of the JSON list of these results. */
export function listBytes(run: RunState, members: readonly number[]): number {
  return jsonListBytes(members.map((member) => nodeBytes(run, member)));
}

/** Of a node that succeeded by what it put in its place: where the result of that is. */
function outputOf(run: RunState, node: number): Ref | undefined {
  const { status, value } = nodeAt(run, node);

  return status === "SUCCESS" && value === null ? fragmentOf(run, node)?.output : undefined;
}

function membersOf(run: RunState, ref: Ref): readonly number[] {
  const gate = run.plan.gates[gateIndex(ref)];

  return gate?.kind === "join" ? gate.members : [];
}
