/**
 * The `Sql` port over Node's own SQLite, with faults: it can die inside a transaction, before anything of it is kept, or right after it
 * was kept. Rows are counted as Cloudflare bills them: one for each row inserted, replaced or deleted, as no table has an index.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

import type { Sql, SqlRow, SqlValue } from "../../durable/sql.ts";
import { requireRowFits } from "./row-limit.ts";

/** The object died: whoever holds it must load a new one from the same database. */
export class Killed extends Error {
  override readonly name = "Killed";
}

export type Kill = "never" | "inside" | "after";

export class NodeSql implements Sql {
  readonly #database: DatabaseSync;
  readonly usage = { rowsRead: 0, rowsWritten: 0 };
  /** What becomes of the next transaction. */
  kill: Kill = "never";
  /** Statements that fail, as on a disk that is full. */
  refuses: RegExp | null = null;

  constructor(database = new DatabaseSync(":memory:")) {
    this.#database = database;
  }

  /** The same disk for the next object. */
  reopened(): NodeSql {
    return new NodeSql(this.#database);
  }

  all(query: string, ...bindings: SqlValue[]): SqlRow[] {
    requireRowFits(bindings);

    if (this.refuses?.test(query)) {
      throw new Error(`SQLITE_FULL: ${query}`);
    }

    const statement = this.#database.prepare(query);
    const inputs: SQLInputValue[] = bindings.map((value) =>
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    );

    if (/^\s*(select)/i.test(query)) {
      const rows = statement.all(...inputs).map(rowOf);

      this.usage.rowsRead += rows.length;

      return rows;
    }

    if (/\sreturning\s/i.test(query)) {
      const rows = statement.all(...inputs).map(rowOf);

      this.usage.rowsWritten += rows.length;

      return rows;
    }

    this.usage.rowsWritten += Number(statement.run(...inputs).changes);

    return [];
  }

  transaction(write: () => void): void {
    const kill = this.kill;

    this.kill = "never";
    this.#database.exec("begin");

    try {
      write();
    } catch (error) {
      this.#database.exec("rollback");
      throw error;
    }

    this.#database.exec(kill === "inside" ? "rollback" : "commit");

    if (kill !== "never") {
      throw new Killed(`Killed ${kill} a transaction.`);
    }
  }
}

/** Blobs come as typed arrays here, as buffers there. */
function rowOf(row: Record<string, unknown>): SqlRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, valueOf(value)]));
}

function valueOf(value: unknown): SqlValue {
  if (value instanceof Uint8Array) {
    return value.slice().buffer;
  }

  if (typeof value === "string" || typeof value === "number" || value === null) {
    return value;
  }

  throw new TypeError(`SQLite gave a ${typeof value}; expected text, a number, a blob or null.`);
}
