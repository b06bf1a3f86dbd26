/** Node states and deltas as compact JSON arrays, for stored rows: a node that succeeded with a small result is about 80 bytes. */
import { z } from "zod";

import type { Delta, Ranges } from "./delta.ts";
import type { TaskError } from "./outcome.ts";
import type { PastAttempt } from "./past-attempts.ts";
import { NODE_STATUSES, type NodeState, type StoredValue, WAITING } from "./run.ts";

const packed = z.tuple([z.int(), z.int(), z.int()]);
const value = z.union([z.string(), packed]);
const error = z.tuple([z.string(), z.string(), z.string().nullable()]);
const ranges = z.array(z.tuple([z.int(), z.int()]));

const factRow = z.union([
  z.tuple([z.literal("start")]),
  z.tuple([z.literal("sent"), ranges]),
  z.tuple([z.literal("ok"), z.int(), z.number(), value]),
  z.tuple([z.literal("fail"), z.int(), z.number(), error]),
  z.tuple([z.literal("ignore"), z.int(), z.number()]),
  z.tuple([z.literal("retry"), z.int(), z.number(), error, z.number()]),
  z.tuple([z.literal("due"), ranges]),
  z.tuple([z.literal("expire"), ranges]),
  z.tuple([z.literal("revoke"), ranges]),
  z.tuple([z.literal("restart"), ranges]),
  z.tuple([z.literal("edit"), ranges, z.int(), value]),
]);
type FactRow = z.infer<typeof factRow>;

/** `[run, at, facts]` */
export const deltaRow = z.tuple([z.string(), z.number(), z.array(factRow)]);
export type DeltaRow = z.infer<typeof deltaRow>;

export function encodeDelta(delta: Delta): DeltaRow {
  return [delta.run, delta.at, delta.facts.map((fact) => encodeFact(fact))];
}

export function decodeDelta([run, at, facts]: DeltaRow): Delta {
  return { run, at, facts: facts.map((fact) => decodeFact(fact)) };
}

function encodeFact(fact: Delta["facts"][number]): FactRow {
  switch (fact.kind) {
    case "started":
      return ["start"];
    case "sent":
      return ["sent", encodeRanges(fact.nodes)];
    case "succeeded":
      return ["ok", fact.node, fact.startedAt, encodeValue(fact.value)];
    case "failed":
      return ["fail", fact.node, fact.startedAt, encodeError(fact.error)];
    case "ignored":
      return ["ignore", fact.node, fact.startedAt];
    case "retried":
      return ["retry", fact.node, fact.startedAt, encodeError(fact.error), fact.dueAt];
    case "due":
      return ["due", encodeRanges(fact.nodes)];
    case "expired":
      return ["expire", encodeRanges(fact.nodes)];
    case "revoked":
      return ["revoke", encodeRanges(fact.nodes)];
    case "restarted":
      return fact.edited === null
        ? ["restart", encodeRanges(fact.nodes)]
        : ["edit", encodeRanges(fact.nodes), fact.edited.node, encodeValue(fact.edited.call)];
  }
}

function decodeFact(row: FactRow): Delta["facts"][number] {
  switch (row[0]) {
    case "start":
      return { kind: "started" };
    case "sent":
      return { kind: "sent", nodes: row[1] };
    case "ok":
      return { kind: "succeeded", node: row[1], startedAt: row[2], value: decodeValue(row[3]) };
    case "fail":
      return { kind: "failed", node: row[1], startedAt: row[2], error: decodeError(row[3]) };
    case "ignore":
      return { kind: "ignored", node: row[1], startedAt: row[2] };
    case "retry":
      return {
        kind: "retried",
        node: row[1],
        startedAt: row[2],
        error: decodeError(row[3]),
        dueAt: row[4],
      };
    case "due":
      return { kind: "due", nodes: row[1] };
    case "expire":
      return { kind: "expired", nodes: row[1] };
    case "revoke":
      return { kind: "revoked", nodes: row[1] };
    case "restart":
      return { kind: "restarted", nodes: row[1], edited: null };
    case "edit":
      return {
        kind: "restarted",
        nodes: row[1],
        edited: { node: row[2], call: decodeValue(row[3]) },
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
  value.nullable(),
  error.nullable(),
  z.int().nullable(),
  z.number(),
  z.number(),
] as const;

/** What few nodes have; the row of any other node ends without it. */
const rare = z.object({
  edited: value.exactOptional(),
  past: z.array(z.tuple([z.number(), z.number(), z.number(), error.nullable()])).exactOptional(),
});
type Rare = z.infer<typeof rare>;

const commonRow = z.tuple(common);
const nodeRow = z.union([z.tuple([z.literal(0)]), commonRow, z.tuple([...common, rare])]);
export type NodeRow = z.infer<typeof nodeRow>;
export const nodeRows = z.array(nodeRow);

export function encodeNode(state: NodeState): NodeRow {
  if (state === WAITING) {
    return [0];
  }

  const row: z.infer<typeof commonRow> = [
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

function encodeRare({ edited, past }: NodeState): Rare {
  return {
    ...(edited !== null && { edited: encodeValue(edited) }),
    ...(past.length > 0 && { past: past.map(encodePast) }),
  };
}

function decodeRare({ edited, past = [] }: Rare = {}): Pick<NodeState, "edited" | "past"> {
  return {
    edited: edited === undefined ? null : decodeValue(edited),
    past: past.length === 0 ? WAITING.past : past.map(decodePast),
  };
}

type PastRow = NonNullable<Rare["past"]>[number];

function encodePast({ queuedAt, startedAt, finishedAt, error: cause }: PastAttempt): PastRow {
  return [queuedAt, startedAt, finishedAt, cause === null ? null : encodeError(cause)];
}

function decodePast([queuedAt, startedAt, finishedAt, cause]: PastRow): PastAttempt {
  return { queuedAt, startedAt, finishedAt, error: cause === null ? null : decodeError(cause) };
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

function encodeValue(stored: StoredValue): string | [number, number, number] {
  return typeof stored === "string" ? stored : [stored.pack, stored.offset, stored.bytes];
}

function decodeValue(row: string | readonly [number, number, number]): StoredValue {
  return typeof row === "string" ? row : { pack: row[0], offset: row[1], bytes: row[2] };
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
