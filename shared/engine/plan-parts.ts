/**
 * A plan as rows: JSON texts of about a megabyte each, so that none exceeds what a row holds. The Worker makes them, the backend
 * stores them as they come; `decodePlan` reads them back. The first part is the head.
 */
import { z } from "zod";

import type { JsonText } from "../canvas/json.ts";
import { jsonObject, jsonValue } from "../wire/json.ts";
import type { Gate, NodeOptions, Plan, PlanNode } from "./plan.ts";

const PART_CHARS = 1_000_000;
const PLAN_VERSION = 1;

const head = z.object({
  v: z.literal(PLAN_VERSION),
  output: z.int(),
  lone: z.boolean(),
});

const options = z.object({
  queue: z.string(),
  ignoreResult: z.boolean().exactOptional(),
  requestedId: z.string().exactOptional(),
  headers: jsonObject.exactOptional(),
}) satisfies z.ZodType<NodeOptions>;

/** `[task, args, kwargs, options, input, immutable]` */
const nodeRow = z.tuple([
  z.string(),
  z.array(jsonValue),
  jsonObject,
  options,
  z.int().nullable(),
  z.boolean(),
]);

const gate = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("join"), members: z.array(z.int()), after: z.int().nullable() }),
  z.object({ kind: z.literal("link"), of: z.int() }),
  z.object({
    kind: z.literal("errback"),
    watched: z.array(z.object({ ref: z.int(), reportsAs: z.int() })),
  }),
]) satisfies z.ZodType<Gate>;

const part = z.object({ nodes: z.array(nodeRow) }).or(z.object({ gates: z.array(gate) }));

export function encodePlan({ nodes, gates, output, lone }: Plan): JsonText[] {
  return [
    JSON.stringify({ v: PLAN_VERSION, output, lone } satisfies z.infer<typeof head>),
    ...chunk(
      "nodes",
      nodes.map((node) => JSON.stringify(encodeNode(node))),
    ),
    ...chunk(
      "gates",
      gates.map((each) => JSON.stringify(each)),
    ),
  ];
}

export function decodePlan(parts: readonly JsonText[]): Plan {
  const [first = "null", ...rest] = parts;
  const { output, lone } = head.parse(JSON.parse(first));
  const nodes: PlanNode[] = [];
  const gates: Gate[] = [];

  for (const text of rest) {
    const parsed = part.parse(JSON.parse(text));

    if ("nodes" in parsed) {
      parsed.nodes.forEach((row) => nodes.push(decodeNode(row)));
    } else {
      parsed.gates.forEach((each) => gates.push(each));
    }
  }

  return { nodes, gates, output, lone };
}

function encodeNode({
  task,
  args,
  kwargs,
  options: nodeOptions,
  input,
  immutable,
}: PlanNode): unknown[] {
  return [task, args, kwargs, nodeOptions, input, immutable];
}

function decodeNode([task, args, kwargs, nodeOptions, input, immutable]: z.infer<
  typeof nodeRow
>): PlanNode {
  return { task, args, kwargs, options: nodeOptions, input, immutable };
}

/** Rows grouped into parts; a single row may be as large as one value. */
function chunk(key: string, rows: readonly JsonText[]): JsonText[] {
  const chunks: JsonText[] = [];
  let open: JsonText[] = [];
  let chars = 0;

  const close = (): void => {
    if (open.length > 0) {
      chunks.push(`{"${key}":[${open.join(",")}]}`);
      open = [];
      chars = 0;
    }
  };

  for (const row of rows) {
    if (chars + row.length > PART_CHARS) {
      close();
    }

    open.push(row);
    chars += row.length + 1;
  }

  close();

  return chunks;
}
