/** Rows of runs that have a plan of their own: canvases, and lone tasks with large arguments. */
import { z } from "zod";

import type { JsonText } from "../shared/canvas/json.ts";
import { decodeNode, nodeRows } from "../shared/engine/codec.ts";
import { extendRun } from "../shared/engine/fragments.ts";
import { runCreatedAt } from "../shared/engine/ids.ts";
import { decodePlan } from "../shared/engine/plan-parts.ts";
import type { Plan } from "../shared/engine/plan.ts";
import { restoreRun } from "../shared/engine/restore.ts";
import { type NodeState, type RunState, newRun } from "../shared/engine/run.ts";
import type { ListedRun } from "../shared/wire/rpc.ts";
import { runSummary } from "../shared/wire/views.ts";
import { type KeptRun, NODES_PER_PART, keepRun } from "./kept-run.ts";
import { keysOf } from "./key-store.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";
import { stateRows } from "./state-rows.ts";
import { summaryOf } from "./summary.ts";

const meter = z.object({
  queueOperations: z.number(),
  requests: z.number(),
  rowsWritten: z.number(),
  rowsRead: z.number(),
});

/** What lists need, and what a run is restored with. */
const runRow = z.object({
  name: z.string().nullable(),
  summary: runSummary,
  meter,
  /** The names that it keeps, where it has any. */
  keys: z.array(z.string()).exactOptional(),
  /** Of each fragment that its state tells of, the node that put it in its place. */
  owners: z.array(z.int()),
});

/** The plan of fragment `n` lies from part `(n + 1) * 1000` on; none is cut into so many. */
const PARTS_PER_PLAN = 1000;

export class RunStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** At submit, in one step with the log row that starts the run. */
  insert(kept: KeptRun, planParts: readonly JsonText[]): void {
    this.#insertPlan(kept.run.id, 0, planParts);
    this.#writeRow(kept);
  }

  /** What a task of the run put in its place, in one step with the log row that tells of it. */
  insertFragment(run: string, fragment: number, planParts: readonly JsonText[]): void {
    this.#insertPlan(run, fragment + 1, planParts);
  }

  readFragment(run: string, fragment: number): Plan {
    return this.#plan(run, fragment + 1);
  }

  /** What changed since it was written last. */
  write(kept: KeptRun): void {
    const { run, dirtyParts } = kept;

    for (const part of dirtyParts) {
      this.#writePart(run, part);
    }

    this.#writeRow(kept);
  }

  /** As of the newest checkpoint. */
  load(id: string): KeptRun | undefined {
    const [row] = this.#sql.all("select finished_at, body from run where id = ?", id);

    if (row === undefined) {
      return undefined;
    }

    const { name, meter: spent, owners } = runRow.parse(jsonIn(row, "body"));
    const finishedAt = Number(row["finished_at"]);
    const run = newRun(id, name, this.#plan(id, 0), runCreatedAt(id));

    extendRun(
      run,
      owners.map((owner, fragment) => ({ owner, plan: this.readFragment(id, fragment) })),
    );

    const nodes = this.#nodes(id, run.nodes);

    // A run that was not started by then has no state: the log starts it.
    if (nodes !== null || finishedAt > 0) {
      restoreRun(run, nodes ?? [], finishedAt);
    }

    return keepRun(run, { isBucketed: false, meter: spent, usedAt: 0 });
  }

  /** Rows older than `before`, newest first. */
  list(before: string, limit: number): readonly ListedRun[] {
    const rows = this.#sql.all(
      "select id, body from run where id < ? order by id desc limit ?",
      before,
      limit,
    );

    return rows.map((row) => ({
      id: textIn(row, "id"),
      summary: runRow.parse(jsonIn(row, "body")).summary,
    }));
  }

  /** When each of the runs between two ids ended (0: it goes on), oldest first. */
  ends(
    after: string,
    before: string,
    limit: number,
  ): readonly { readonly id: string; readonly finishedAt: number }[] {
    const rows = this.#sql.all(
      "select id, finished_at from run where id > ? and id < ? order by id limit ?",
      after,
      before,
      limit,
    );

    return rows.map((row) => ({ id: textIn(row, "id"), finishedAt: Number(row["finished_at"]) }));
  }

  /** The oldest run that is not older than `id`. */
  firstFrom(id: string): string | undefined {
    const [row] = this.#sql.all("select id from run where id >= ? order by id limit 1", id);

    return row === undefined ? undefined : textIn(row, "id");
  }

  isLone(id: string): boolean {
    const [row] = this.#sql.all("select body from run where id = ?", id);

    return row !== undefined && runRow.parse(jsonIn(row, "body")).summary.kind === "task";
  }

  /** The names that it keeps. */
  keysOf(id: string): readonly string[] {
    const [row] = this.#sql.all("select body from run where id = ?", id);

    return row === undefined ? [] : (runRow.parse(jsonIn(row, "body")).keys ?? []);
  }

  remove(id: string): void {
    this.#sql.all("delete from plan where run = ?", id);
    this.#sql.all("delete from state where run = ?", id);
    this.#sql.all("delete from run where id = ?", id);
  }

  #insertPlan(run: string, plan: number, planParts: readonly JsonText[]): void {
    for (const [index, body] of planParts.entries()) {
      const part = plan * PARTS_PER_PLAN + index;

      this.#sql.all("insert into plan (run, part, body) values (?, ?, ?)", run, part, body);
    }
  }

  #plan(run: string, plan: number): Plan {
    const rows = this.#sql.all(
      "select body from plan where run = ? and part >= ? and part < ? order by part",
      run,
      plan * PARTS_PER_PLAN,
      (plan + 1) * PARTS_PER_PLAN,
    );

    return decodePlan(rows.map((row) => textIn(row, "body")));
  }

  #writePart({ id, nodes }: RunState, part: number): void {
    const first = part * NODES_PER_PART;
    const end = first + NODES_PER_PART;

    // What it took beyond its first row when its nodes had more to say.
    this.#sql.all("delete from state where run = ? and first > ? and first < ?", id, first, end);

    for (const row of stateRows(nodes.slice(first, end), first)) {
      this.#sql.all(
        "insert or replace into state (run, first, body) values (?, ?, ?)",
        id,
        row.first,
        row.body,
      );
    }
  }

  #writeRow(kept: KeptRun): void {
    const keys = keysOf(kept.run.plan);
    const row = {
      name: kept.run.name,
      summary: summaryOf(kept),
      meter: kept.meter,
      ...(keys.length > 0 && { keys }),
      owners: kept.run.plan.fragments.map(({ owner }) => owner),
    } satisfies z.infer<typeof runRow>;

    this.#sql.all(
      "insert or replace into run (id, finished_at, body) values (?, ?, ?)",
      kept.run.id,
      kept.run.finishedAt,
      JSON.stringify(row),
    );
  }

  /** null: none was written yet. */
  #nodes(id: string, waiting: readonly NodeState[]): NodeState[] | null {
    const rows = this.#sql.all("select first, body from state where run = ?", id);
    const nodes = [...waiting];

    for (const row of rows) {
      for (const [index, node] of nodeRows.parse(jsonIn(row, "body")).entries()) {
        nodes[Number(row["first"]) + index] = decodeNode(node);
      }
    }

    return rows.length === 0 ? null : nodes;
  }
}
