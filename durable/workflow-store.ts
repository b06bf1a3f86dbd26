/** Where workflows are saved: one object for the deployment. Each method is one transaction. */
import { DurableObject } from "cloudflare:workers";

import type {
  SaveReply,
  SavedWorkflow,
  WorkflowStoreRpc,
  WorkflowSummary,
  WorkflowView,
} from "../shared/wire/workflows.ts";
import { ObjectSql } from "./object-sql.ts";
import { WorkflowTable } from "./workflow-table.ts";

export class WorkflowStore extends DurableObject<Env> implements WorkflowStoreRpc {
  readonly #table: WorkflowTable;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#table = new WorkflowTable(new ObjectSql(ctx.storage));
  }

  async list(): Promise<readonly WorkflowSummary[]> {
    return this.#table.list();
  }

  async find(name: string, version: number | null): Promise<WorkflowView | null> {
    return this.#table.find(name, version);
  }

  async create(name: string, workflow: SavedWorkflow): Promise<SaveReply> {
    return this.#table.create(name, workflow, Date.now());
  }

  async save(name: string, workflow: SavedWorkflow, basedOn: number | null): Promise<SaveReply> {
    return this.#table.save(name, workflow, { basedOn, now: Date.now() });
  }

  async rename(name: string, to: string): Promise<SaveReply> {
    return this.#table.rename(name, to);
  }

  async remove(name: string): Promise<boolean> {
    return this.#table.remove(name);
  }
}
