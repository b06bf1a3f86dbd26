/** The call a node makes: its arguments with the predecessor's result in front, as JSON text `[args, kwargs]`. */
import type { JsonText } from "../canvas/json.ts";
import { readCall } from "../wire/calls.ts";
import { taskIdOf } from "./ids.ts";
import { type PlanNode, type Ref, gateIndex, isGate } from "./plan.ts";
import { listBytes, listText, nodeBytes, nodeText } from "./result.ts";
import { type EditedCall, type RunState, nodeAt } from "./run.ts";
import { firedBy, gateAt, settledOf } from "./settle.ts";
import { type ReadValue, utf8Bytes, valueBytes } from "./values.ts";

/** What goes in front of a node's own arguments. */
type Input =
  | { readonly kind: "nothing" }
  | { readonly kind: "node"; readonly node: number }
  | { readonly kind: "list"; readonly members: readonly number[]; readonly bytes: number }
  | { readonly kind: "task-id"; readonly taskId: string };

export function callOf(run: RunState, node: number, read: ReadValue): JsonText {
  const { args, kwargs } = ownCall(run, node, read);
  const own = args.map((arg) => JSON.stringify(arg));
  const input = inputText(run, inputOf(run, node), read);

  return `[[${(input === null ? own : [input, ...own]).join(",")}],${JSON.stringify(kwargs)}]`;
}

/** Bytes of the call, known without reading any value: decides whether it travels in the message. */
export function callBytes(run: RunState, node: number): number {
  const { edited } = nodeAt(run, node);

  return (
    inputBytes(run, inputOf(run, node)) +
    (edited === null ? 4 + planBytes(run, node) : valueBytes(edited.call))
  );
}

function planBytes(run: RunState, node: number): number {
  const { args, kwargs } = planNodeAt(run, node);

  return utf8Bytes(JSON.stringify(args)) + utf8Bytes(JSON.stringify(kwargs));
}

/** The arguments a node has of its own: the plan's, or those that somebody retried it with. */
export function ownCall(
  run: RunState,
  node: number,
  read: ReadValue,
): Pick<PlanNode, "args" | "kwargs"> {
  const { edited } = nodeAt(run, node);

  if (edited === null) {
    return planNodeAt(run, node);
  }

  const [args, kwargs] = readCall(read(edited.call));

  return { args, kwargs };
}

/** What a node that begins anew with these is called with: what stands for a predecessor's result too does so until there is a new one. */
export function editedAgain(
  run: RunState,
  node: number,
  again: ReadonlySet<Ref>,
): EditedCall | null {
  const { edited } = nodeAt(run, node);
  const { input } = planNodeAt(run, node);
  const isOutdated = edited?.isWhole === true && input !== null && again.has(input);

  return isOutdated ? null : edited;
}

export function planNodeAt(run: RunState, node: number): PlanNode {
  const planned = run.plan.nodes[node];

  if (planned === undefined) {
    throw new RangeError(
      `Run ${run.id} has ${run.plan.nodes.length} nodes; there is no node ${node}.`,
    );
  }

  return planned;
}

function inputOf(run: RunState, node: number): Input {
  const { input, immutable } = planNodeAt(run, node);
  const isWhole = immutable || nodeAt(run, node).edited?.isWhole === true;

  return input === null || isWhole ? { kind: "nothing" } : resultOf(run, input);
}

function resultOf(run: RunState, ref: Ref): Input {
  if (!isGate(ref)) {
    return { kind: "node", node: ref };
  }

  const gate = gateAt(run, gateIndex(ref));

  switch (gate.kind) {
    case "join":
      return {
        kind: "list",
        members: gate.members,
        bytes: settledOf(run, ref)?.bytes ?? listBytes(run, gate.members),
      };
    case "link":
      return { kind: "node", node: gate.of };
    case "errback":
      return { kind: "task-id", taskId: taskIdOf(run, firedBy(run, gate) ?? 0) };
  }
}

function inputText(run: RunState, input: Input, read: ReadValue): JsonText | null {
  switch (input.kind) {
    case "nothing":
      return null;
    case "node":
      return nodeText(run, input.node, read);
    case "list":
      return listText(run, input.members, read);
    case "task-id":
      return JSON.stringify(input.taskId);
  }
}

function inputBytes(run: RunState, input: Input): number {
  switch (input.kind) {
    case "nothing":
      return 0;
    case "node":
      return nodeBytes(run, input.node);
    case "list":
      return input.bytes;
    case "task-id":
      return input.taskId.length + 2;
  }
}
