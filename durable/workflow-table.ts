/** Saved workflows, every version a row. Old versions go when there are more than `MAX_VERSIONS`. */
import { z } from "zod";

import { isoTime } from "../shared/engine/views.ts";
import { jsonValue } from "../shared/wire/json.ts";
import type {
  SaveReply,
  SavedWorkflow,
  WorkflowSummary,
  WorkflowView,
} from "../shared/wire/workflows.ts";
import { type Sql, type SqlRow, jsonIn, textIn } from "./sql.ts";

const TABLES = [
  "create table if not exists workflow (name text primary key, version integer not null, created_at integer not null, updated_at integer not null, description text not null) without rowid",
  "create table if not exists version (name text, version integer, saved_at integer not null, body text not null, primary key (name, version)) without rowid",
];

const MAX_WORKFLOWS = 1000;
const MAX_VERSIONS = 50;

const storedBody = z.object({
  canvas: jsonValue,
  graph: jsonValue,
  drawing: jsonValue,
  description: z.string(),
});

export class WorkflowTable {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;

    for (const table of TABLES) {
      sql.all(table);
    }
  }

  /** By name. */
  list(): readonly WorkflowSummary[] {
    return this.#sql.all("select * from workflow order by name").map(summaryOf);
  }

  find(name: string, version: number | null): WorkflowView | null {
    const row = this.#row(name);

    if (row === undefined) {
      return null;
    }

    const summary = summaryOf(row);
    const [stored] = this.#sql.all(
      "select body from version where name = ? and version = ?",
      name,
      version ?? summary.version,
    );

    return stored === undefined
      ? null
      : {
          ...summary,
          ...storedBody.parse(jsonIn(stored, "body")),
          version: version ?? summary.version,
          versions: this.#versions(name),
        };
  }

  create(name: string, workflow: SavedWorkflow, now: number): SaveReply {
    if (this.#row(name) !== undefined) {
      return "taken";
    }

    const [{ count = 0 } = {}] = this.#sql.all("select count(*) as count from workflow");

    return Number(count) >= MAX_WORKFLOWS
      ? "full"
      : this.#write(name, workflow, { version: 1, now });
  }

  save(
    name: string,
    workflow: SavedWorkflow,
    { basedOn, now }: { readonly basedOn: number | null; readonly now: number },
  ): SaveReply {
    const row = this.#row(name);
    const newest = Number(row?.["version"] ?? 0);

    if (row === undefined) {
      return "unknown";
    }

    return basedOn !== null && basedOn !== newest
      ? "stale"
      : this.#write(name, workflow, { version: newest + 1, now });
  }

  rename(name: string, to: string): SaveReply {
    if (name !== to && this.#row(to) !== undefined) {
      return "taken";
    }

    this.#sql.transaction(() => {
      this.#sql.all("update version set name = ? where name = ?", to, name);
      this.#sql.all("update workflow set name = ? where name = ?", to, name);
    });

    return this.find(to, null) ?? "unknown";
  }

  remove(name: string): boolean {
    const isThere = this.#row(name) !== undefined;

    this.#sql.transaction(() => {
      this.#sql.all("delete from version where name = ?", name);
      this.#sql.all("delete from workflow where name = ?", name);
    });

    return isThere;
  }

  #write(
    name: string,
    workflow: SavedWorkflow,
    { version, now }: { readonly version: number; readonly now: number },
  ): SaveReply {
    const createdAt = Number(this.#row(name)?.["created_at"] ?? now);

    this.#sql.transaction(() => {
      this.#sql.all(
        "insert or replace into workflow (name, version, created_at, updated_at, description) values (?, ?, ?, ?, ?)",
        name,
        version,
        createdAt,
        now,
        workflow.description,
      );
      this.#sql.all(
        "insert into version (name, version, saved_at, body) values (?, ?, ?, ?)",
        name,
        version,
        now,
        JSON.stringify(workflow),
      );
      this.#sql.all(
        "delete from version where name = ? and version <= ?",
        name,
        version - MAX_VERSIONS,
      );
    });

    return this.find(name, version) ?? "unknown";
  }

  #versions(name: string): WorkflowView["versions"] {
    const rows = this.#sql.all(
      "select version, saved_at from version where name = ? order by version desc",
      name,
    );

    return rows.map((row) => ({
      version: Number(row["version"]),
      saved_at: timeIn(row, "saved_at"),
    }));
  }

  #row(name: string): SqlRow | undefined {
    return this.#sql.all("select * from workflow where name = ?", name)[0];
  }
}

function summaryOf(row: SqlRow): WorkflowSummary {
  return {
    name: textIn(row, "name"),
    description: textIn(row, "description"),
    version: Number(row["version"]),
    created_at: timeIn(row, "created_at"),
    updated_at: timeIn(row, "updated_at"),
  };
}

function timeIn(row: SqlRow, column: string): string {
  return isoTime(Number(row[column])) ?? "";
}
