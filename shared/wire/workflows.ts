/**
 * Saved workflows on the wire: drawings with the canvas or graph that they run, each save a version. (Not Cloudflare's product of that name.)
 * A draft may be saved before it can run: what it holds is checked when it is run.
 */
import { z } from "zod";

import { fields } from "./fields.ts";
import { jsonValue } from "./json.ts";

const workflowName = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (name) => name.trim() === name,
    "expected a name that neither begins nor ends with a space",
  )
  // No address could lead to it: a browser takes them for steps in the path.
  .refine((name) => name !== "." && name !== "..", "expected a name other than dots");

const saved = {
  /** Celery's signature JSON. */
  canvas: jsonValue.nullable().default(null),
  /** What no canvas can express: `{nodes, edges}` as it is posted to run. */
  graph: jsonValue.nullable().default(null),
  /** What belongs to the drawing alone, as the editor keeps it. */
  drawing: jsonValue.nullable().default(null),
  description: z.string().max(2000).default(""),
};

export const newWorkflow = fields({ name: workflowName, ...saved });

export const changedWorkflow = fields({
  ...saved,
  /** The version that was changed; refused when there is a newer one. Without it the newest is replaced. */
  version: z.int().positive().optional(),
});

export const renamedWorkflow = fields({ name: workflowName });

export type SavedWorkflow = Omit<z.output<typeof newWorkflow>, "name">;

const time = z.iso.datetime();

export const workflowSummary = z.object({
  name: z.string(),
  description: z.string(),
  /** Its newest version; each save is one more. */
  version: z.int(),
  created_at: time,
  updated_at: time,
});
export type WorkflowSummary = z.infer<typeof workflowSummary>;

export const workflowView = workflowSummary.extend({
  canvas: jsonValue,
  graph: jsonValue,
  drawing: jsonValue,
  /** Those that are kept, newest first. */
  versions: z.array(z.object({ version: z.int(), saved_at: time })),
});
export type WorkflowView = z.infer<typeof workflowView>;

/**
 * What became of a save or of a new name. `taken`: there is one of this name. `stale`: a newer version was saved. `full`: there is room for
 * no more.
 */
export type SaveReply = WorkflowView | "taken" | "stale" | "unknown" | "full";

/** The RPC surface of the `WorkflowStore` object. */
export interface WorkflowStoreRpc {
  list(): Promise<readonly WorkflowSummary[]>;
  /** `version` null: the newest. null: there is none. */
  find(name: string, version: number | null): Promise<WorkflowView | null>;
  create(name: string, workflow: SavedWorkflow): Promise<SaveReply>;
  save(name: string, workflow: SavedWorkflow, basedOn: number | null): Promise<SaveReply>;
  /** Its versions go along. */
  rename(name: string, to: string): Promise<SaveReply>;
  /** False: there was none. */
  remove(name: string): Promise<boolean>;
}
