/**
 * A plan as rows: JSON texts, cut so that none exceeds what a row holds. The Worker makes them, the backend
 * stores them as they come; `decodePlan` reads them back.
 */
import { z } from "zod";

import { isPlainObject } from "../canvas/describe.ts";
import type { JsonObject, JsonText, JsonValue } from "../canvas/json.ts";
import { jsonObject } from "../wire/json.ts";
import type { Gate, NodeOptions, Plan, PlanNode, Ref, Watched } from "./plan.ts";

/** A row holds 2 MB, and a character takes up to 3 bytes. A single node or gate may be longer: the limits of values hold it within a row. */
const PART_CHARS = 600_000;
const PLAN_VERSION = 1;

const head = z.object({
  v: z.literal(PLAN_VERSION),
  output: z.int(),
  lone: z.boolean(),
  chosenId: z.string().exactOptional(),
  idempotencyKey: z.string().exactOptional(),
});

const options = z.object({
  queue: z.string(),
  ignoreResult: z.boolean().exactOptional(),
  requestedId: z.string().exactOptional(),
  headers: jsonObject.exactOptional(),
  countdown: z.number().exactOptional(),
  eta: z.number().exactOptional(),
  expires: z
    .union([z.object({ seconds: z.number() }), z.object({ at: z.number() })])
    .exactOptional(),
  softTimeLimit: z.number().exactOptional(),
  timeLimit: z.number().exactOptional(),
  acksLate: z.boolean().exactOptional(),
  maxRetries: z.int().nullable().exactOptional(),
  priority: z.int().exactOptional(),
  perSecond: z.number().exactOptional(),
  concurrency: z
    .object({
      limit: z.int(),
      argument: z.object({ name: z.string(), position: z.int().nullable() }).nullable(),
    })
    .exactOptional(),
}) satisfies z.ZodType<NodeOptions>;

/** Mostly the node before has the same options, and there may be 100,000 of them: then they are null. */
type NodeRow = readonly [
  task: string,
  args: readonly JsonValue[],
  kwargs: JsonObject,
  options: unknown,
  input: Ref | null,
  immutable: boolean,
];

/** Looked at by hand: a `z.tuple` takes ten times as long, which is a tenth of all that a large group takes to be submitted. */
const nodeRow = z.custom<NodeRow>(
  isNodeRow,
  "Expected [task, args, kwargs, options, input, immutable]",
);

function isNodeRow(row: unknown): boolean {
  if (!Array.isArray(row) || row.length !== 6) {
    return false;
  }

  const [task, args, kwargs, , input, immutable]: readonly unknown[] = row;

  return (
    typeof task === "string" &&
    Array.isArray(args) &&
    isPlainObject(kwargs) &&
    (input === null || Number.isSafeInteger(input)) &&
    typeof immutable === "boolean"
  );
}

/** What is watched mostly reports as itself, and there may be 100,000 of it: then it is one number, else `[ref, reportsAs]`. */
const watched = z.union([z.int(), z.tuple([z.int(), z.int()])]);
type WatchedRow = z.infer<typeof watched>;

const gateRow = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("join"),
    members: z.array(z.int()),
    after: z.int().nullable(),
    failFast: z.tuple([z.int(), z.int()]).readonly().exactOptional(),
  }),
  z.object({ kind: z.literal("link"), of: z.int() }),
  z.object({ kind: z.literal("errback"), watched: z.array(watched) }),
]);
type GateRow = z.infer<typeof gateRow>;

const part = z.object({
  head: head.exactOptional(),
  nodes: z.array(nodeRow).exactOptional(),
  gates: z.array(gateRow).exactOptional(),
});

/** Without what came into it while the run went on: that is kept as plans of its own. */
export function encodePlan({ nodes, gates, fragments: _fragments, ...rest }: Plan): JsonText[] {
  const sections = [
    { key: "nodes", rows: nodeTexts(nodes) },
    { key: "gates", rows: gates.map((gate) => JSON.stringify(encodeGate(gate))) },
  ];

  return [
    ...parts(JSON.stringify({ v: PLAN_VERSION, ...rest } satisfies z.infer<typeof head>), sections),
  ];
}

export function decodePlan(texts: readonly JsonText[]): Plan {
  const nodes: PlanNode[] = [];
  const gates: Gate[] = [];
  let first: z.infer<typeof head> | undefined;

  for (const text of texts) {
    const parsed = part.parse(JSON.parse(text));

    first ??= parsed.head;
    parsed.nodes?.forEach((row) => nodes.push(decodeNode(row, nodes.at(-1))));
    parsed.gates?.forEach((row) => gates.push(decodeGate(row)));
  }

  if (first === undefined) {
    throw new TypeError("A plan's first part has its head; these have none.");
  }

  const { v: _version, ...rest } = first;

  return { nodes, gates, ...rest, fragments: [] };
}

function nodeTexts(nodes: readonly PlanNode[]): readonly JsonText[] {
  let before: JsonText | null = null;

  return nodes.map(({ task, args, kwargs, options: own, input, immutable }) => {
    const text = JSON.stringify(own);
    const row: NodeRow = [task, args, kwargs, text === before ? null : own, input, immutable];

    before = text;

    return JSON.stringify(row);
  });
}

function decodeNode(
  [task, args, kwargs, own, input, immutable]: NodeRow,
  before: PlanNode | undefined,
): PlanNode {
  const isSame = own === null && before !== undefined;

  return {
    task,
    args,
    kwargs,
    options: isSame ? before.options : options.parse(own),
    input,
    immutable,
  };
}

function encodeGate(gate: Gate): GateRow {
  switch (gate.kind) {
    case "join":
      return { ...gate, members: [...gate.members] };
    case "link":
      return gate;
    case "errback":
      return { kind: "errback", watched: gate.watched.map(encodeWatched) };
  }
}

function decodeGate(row: GateRow): Gate {
  return row.kind === "errback" ? { kind: row.kind, watched: row.watched.map(decodeWatched) } : row;
}

function encodeWatched({ ref, reportsAs }: Watched): WatchedRow {
  return ref === reportsAs ? ref : [ref, reportsAs];
}

function decodeWatched(row: WatchedRow): Watched {
  const [ref, reportsAs] = typeof row === "number" ? [row, row] : row;

  return { ref, reportsAs };
}

interface Section {
  readonly key: string;
  readonly rows: readonly JsonText[];
}

/** Sections one after another, cut where a part is full; a single row may be as large as one value. */
function* parts(headText: JsonText, sections: readonly Section[]): Generator<JsonText> {
  let fields = [`"head":${headText}`];
  let chars = 0;

  for (const { key, rows } of sections) {
    let open: JsonText[] = [];

    for (const row of rows) {
      if (chars > 0 && chars + row.length > PART_CHARS) {
        yield `{${[...fields, `"${key}":[${open.join(",")}]`].join(",")}}`;
        fields = [];
        open = [];
        chars = 0;
      }

      open.push(row);
      chars += row.length + 1;
    }

    fields.push(`"${key}":[${open.join(",")}]`);
  }

  yield `{${fields.join(",")}}`;
}
