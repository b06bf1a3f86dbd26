/** Node states and deltas as compact JSON arrays, for stored rows: a node that succeeded with a small result is about 80 bytes. */
import { z } from "zod";

import { COMMON_KINDS, type Delta, type EditedNode, type Fact, isCommon } from "./delta.ts";
import type { Holder } from "./leases.ts";
import type { TaskError } from "./outcome.ts";
import type { PastAttempt } from "./past-attempts.ts";
import type { Plan } from "./plan.ts";
import type { Ranges } from "./ranges.ts";
import { NODE_STATUSES, type NodeState, WAITING } from "./run.ts";
import { SMOOTH, type Transport } from "./transport.ts";
import { decodeValue, encodeValue, valueRow } from "./value-codec.ts";

const error = z.tuple([z.string(), z.string(), z.string().nullable()]);
const ranges = z.array(z.tuple([z.int(), z.int()]));
/** `[claim, message, deliveries, started at]` */
const holder = z.tuple([z.string(), z.string().nullable(), z.int(), z.number()]);
type HolderRow = z.infer<typeof holder>;

const commonRow = z.tuple([z.enum(COMMON_KINDS), ranges]);
const ownRow = z.union([
  z.tuple([z.literal("start")]),
  z.tuple([z.literal("ok"), z.int(), z.number(), valueRow]),
  z.tuple([z.literal("fail"), z.int(), z.number(), error]),
  z.tuple([z.literal("ignore"), z.int(), z.number()]),
  z.tuple([z.literal("retry"), z.int(), z.number(), error, z.number()]),
  z.tuple([z.literal("lease"), z.int(), holder, z.int()]),
  z.tuple([z.literal("release"), z.int(), z.number(), z.boolean()]),
  z.tuple([z.literal("expand"), z.int(), z.number(), z.int()]),
  z.tuple([z.literal("restart"), ranges]),
  z.tuple([z.enum(["edit", "whole"]), ranges, z.int(), valueRow]),
]);
const commonKinds: ReadonlySet<string> = new Set(COMMON_KINDS);
const factRow = z.union([commonRow, ownRow]);
type FactRow = z.infer<typeof factRow>;

/** `[run, at, facts]` */
export const deltaRow = z.tuple([z.string(), z.number(), z.array(factRow)]);
export type DeltaRow = z.infer<typeof deltaRow>;

export function encodeDelta(delta: Delta): DeltaRow {
  return [delta.run, delta.at, delta.facts.map((fact) => encodeFact(fact))];
}

/** Fetches the plan of a run's fragment, which is stored beside the deltas. */
export type ReadFragment = (run: string, fragment: number) => Plan;

export function decodeDelta([run, at, facts]: DeltaRow, read: ReadFragment): Delta {
  return {
    run,
    at,
    facts: facts.map((fact) => decodeFact(fact, (fragment) => read(run, fragment))),
  };
}

function encodeFact(fact: Fact): FactRow {
  if (isCommon(fact)) {
    return [fact.kind, encodeRanges(fact.nodes)];
  }

  switch (fact.kind) {
    case "started":
      return ["start"];
    case "succeeded":
      return ["ok", fact.node, fact.startedAt, encodeValue(fact.value)];
    case "failed":
      return ["fail", fact.node, fact.startedAt, encodeError(fact.error)];
    case "ignored":
      return ["ignore", fact.node, fact.startedAt];
    case "retried":
      return ["retry", fact.node, fact.startedAt, encodeError(fact.error), fact.dueAt];
    case "leased":
      return ["lease", fact.node, encodeHolder(fact.holder), fact.deliveries];
    case "released":
      return ["release", fact.node, fact.at, fact.isCounted];
    case "expanded":
      return ["expand", fact.node, fact.startedAt, fact.fragment];
    case "restarted":
      return fact.edited === null
        ? ["restart", encodeRanges(fact.nodes)]
        : encodeEdited(fact.nodes, fact.edited);
  }
}

function encodeEdited(nodes: Ranges, { node, call, isWhole }: EditedNode): FactRow {
  return [isWhole ? "whole" : "edit", encodeRanges(nodes), node, encodeValue(call)];
}

function isCommonRow(row: FactRow): row is z.infer<typeof commonRow> {
  return commonKinds.has(row[0]);
}

function decodeFact(row: FactRow, readFragment: (fragment: number) => Plan): Fact {
  if (isCommonRow(row)) {
    return { kind: row[0], nodes: row[1] };
  }

  switch (row[0]) {
    case "start":
      return { kind: "started" };
    case "ok":
      return { kind: "succeeded", node: row[1], startedAt: row[2], value: decodeValue(row[3]) };
    case "fail":
      return { kind: "failed", node: row[1], startedAt: row[2], error: decodeError(row[3]) };
    case "ignore":
      return { kind: "ignored", node: row[1], startedAt: row[2] };
    case "retry": {
      const [, node, startedAt, failure, dueAt] = row;

      return { kind: "retried", node, startedAt, error: decodeError(failure), dueAt };
    }
    case "lease":
      return { kind: "leased", node: row[1], holder: decodeHolder(row[2]), deliveries: row[3] };
    case "release":
      return { kind: "released", node: row[1], at: row[2], isCounted: row[3] };
    case "expand": {
      const [, node, startedAt, fragment] = row;

      return { kind: "expanded", node, startedAt, fragment, plan: readFragment(fragment) };
    }
    case "restart":
      return { kind: "restarted", nodes: row[1], edited: null };
    case "edit":
    case "whole":
      return {
        kind: "restarted",
        nodes: row[1],
        edited: { node: row[2], call: decodeValue(row[3]), isWhole: row[0] === "whole" },
      };
  }
}

function encodeRanges(nodes: Ranges): [number, number][] {
  return nodes.map(([from, to]) => [from, to]);
}

const common = [
  z
    .int()
    .min(0)
    .max(NODE_STATUSES.length - 1),
  z.int(),
  z.int(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  valueRow.nullable(),
  error.nullable(),
  z.int().nullable(),
  z.number(),
  z.number(),
] as const;

/** What few nodes have; the row of any other node ends without it. */
const rare = z.object({
  edited: valueRow.exactOptional(),
  isWhole: z.boolean().exactOptional(),
  past: z.array(z.tuple([z.number(), z.number(), z.number(), error.nullable()])).exactOptional(),
  /** `[deliveries, resends, holder, isGated]` */
  transport: z.tuple([z.int(), z.int(), holder.nullable(), z.boolean()]).exactOptional(),
});
type Rare = z.infer<typeof rare>;
type TransportRow = NonNullable<Rare["transport"]>;

const plainRow = z.tuple(common);
const nodeRow = z.union([z.tuple([z.literal(0)]), plainRow, z.tuple([...common, rare])]);
export type NodeRow = z.infer<typeof nodeRow>;
export const nodeRows = z.array(nodeRow);

export function encodeNode(state: NodeState): NodeRow {
  if (state === WAITING) {
    return [0];
  }

  const row: z.infer<typeof plainRow> = [
    NODE_STATUSES.indexOf(state.status),
    state.attempt,
    state.retries,
    state.queuedAt,
    state.sentAt,
    state.startedAt,
    state.finishedAt,
    state.value === null ? null : encodeValue(state.value),
    state.error === null ? null : encodeError(state.error),
    state.by,
    state.dueAt,
    state.expiresAt,
  ];
  const rarely = encodeRare(state);

  return Object.keys(rarely).length === 0 ? row : [...row, rarely];
}

function encodeRare({ edited, past, transport }: NodeState): Rare {
  return {
    ...(edited !== null && { edited: encodeValue(edited.call) }),
    ...(edited?.isWhole === true && { isWhole: true }),
    ...(past.length > 0 && { past: past.map(encodePast) }),
    ...(transport !== SMOOTH && { transport: encodeTransport(transport) }),
  };
}

function decodeRare({ edited, isWhole = false, past = [], transport }: Rare = {}): Pick<
  NodeState,
  "edited" | "past" | "transport"
> {
  return {
    edited: edited === undefined ? null : { call: decodeValue(edited), isWhole },
    past: past.length === 0 ? WAITING.past : past.map(decodePast),
    transport: transport === undefined ? SMOOTH : decodeTransport(transport),
  };
}

type PastRow = NonNullable<Rare["past"]>[number];

function encodePast({ queuedAt, startedAt, finishedAt, error: cause }: PastAttempt): PastRow {
  return [queuedAt, startedAt, finishedAt, cause === null ? null : encodeError(cause)];
}

function decodePast([queuedAt, startedAt, finishedAt, cause]: PastRow): PastAttempt {
  return { queuedAt, startedAt, finishedAt, error: cause === null ? null : decodeError(cause) };
}

function encodeTransport({ deliveries, resends, holder: by, isGated }: Transport): TransportRow {
  return [deliveries, resends, by === null ? null : encodeHolder(by), isGated];
}

function decodeTransport([deliveries, resends, by, isGated]: TransportRow): Transport {
  return { deliveries, resends, holder: by === null ? null : decodeHolder(by), isGated };
}

function encodeHolder({ claimId, messageId, deliveries, startedAt }: Holder): HolderRow {
  return [claimId, messageId, deliveries, startedAt];
}

function decodeHolder([claimId, messageId, deliveries, startedAt]: HolderRow): Holder {
  return { claimId, messageId, deliveries, startedAt };
}

export function decodeNode(row: NodeRow): NodeState {
  if (row.length === 1) {
    return WAITING;
  }

  const [
    status,
    attempt,
    retries,
    queuedAt,
    sentAt,
    startedAt,
    finishedAt,
    stored,
    failure,
    by,
    due,
    expires,
    rarely,
  ] = row;

  return {
    status: NODE_STATUSES[status] ?? "WAITING",
    attempt,
    retries,
    queuedAt,
    sentAt,
    startedAt,
    finishedAt,
    value: stored === null ? null : decodeValue(stored),
    error: failure === null ? null : decodeError(failure),
    by,
    dueAt: due,
    expiresAt: expires,
    ...decodeRare(rarely),
  };
}

function encodeError(failure: TaskError): [string, string, string | null] {
  return [failure.type, failure.message, failure.traceback];
}

function decodeError([type, message, traceback]: readonly [
  string,
  string,
  string | null,
]): TaskError {
  return { type, message, traceback };
}
