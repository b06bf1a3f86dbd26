import { z } from "zod";

import type { ServerFrame } from "../../shared/wire/frames.ts";
import { nodeView, runView, TASK_STATES } from "../../shared/wire/views.ts";

const seq = z.int();
const nodes = z.array(nodeView);
const counts = z.record(z.string(), z.int());
const pace = z
  .object({
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    rate: z.number(),
    ended_at: z.number(),
  })
  .nullable();
const groups = z.array(
  z.object({
    group_id: z.string(),
    name: z.string().nullable(),
    first: z.int(),
    size: z.int(),
    parent_id: z.string().nullable(),
    counts,
    cells: z.string(),
    pace,
  }),
);
const groupChanges = z.array(
  z.object({
    group_id: z.string(),
    counts,
    changed_cells: z.partialRecord(z.enum(TASK_STATES), z.array(z.tuple([z.int(), z.int()]))),
    pace,
  }),
);

const serverFrame = z.discriminatedUnion("type", [
  z.object({ type: z.literal("snapshot"), seq, run: runView, nodes, groups }),
  z.object({
    type: z.literal("delta"),
    seq,
    changes: nodes,
    groups,
    group_changes: groupChanges.exactOptional(),
    counts: runView.shape.counts,
    state: runView.shape.state,
  }),
  z.object({ type: z.literal("end"), seq, run: runView }),
]) satisfies z.ZodType<ServerFrame>;

/** One frame from its text; null when this page does not know such a frame, as after a deploy of a newer server. */
export function parseFrame(text: string): ServerFrame | null {
  try {
    return serverFrame.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON, and so not a frame.
    return null;
  }
}
