/** A graph as it is posted: tasks, and which result goes where. It may be any directed graph without a cycle. */
import { z } from "zod";

import { fields } from "../wire/fields.ts";
import { jsonObject, jsonValue } from "../wire/json.ts";

export const postedGraph = fields({
  nodes: z
    .array(
      fields({
        /** Names the node in `edges`. */
        id: z.string().min(1).max(255),
        task: z.string(),
        args: z.array(jsonValue).default([]),
        kwargs: jsonObject.default({}),
        options: jsonObject.default({}),
        /** True: what the edges bring only orders. */
        immutable: z.boolean().default(false),
      }),
    )
    .min(1),
  /** A node with one edge in gets that result in front of its args; with several the list of them, in the order of the edges. */
  edges: z.array(fields({ from: z.string(), to: z.string() })).default([]),
});
export type PostedGraph = z.infer<typeof postedGraph>;
