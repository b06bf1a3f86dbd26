/**
 * `ctx.storage.sql` over Node's SQLite, in memory. Counts rows as they are billed: an insert, a replacement and a delete are one each
 * (each statement of `durable/` compared with workerd). Rows read are those returned, where the platform counts those looked at.
 */
import { DatabaseSync, type StatementSync, type SQLOutputValue } from "node:sqlite";

type Binding = string | number | null | Uint8Array;

export interface Cursor {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  toArray(): Record<string, unknown>[];
}

export class MemorySql {
  readonly #database = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, StatementSync>();
  rowsRead = 0;
  rowsWritten = 0;

  exec(query: string, ...bindings: Binding[]): Cursor {
    const statement = this.#prepare(query);
    const isQuery = statement.columns().length > 0;
    const rows = isQuery ? statement.all(...bindings).map(asStored) : [];
    const written = isQuery ? 0 : Number(statement.run(...bindings).changes);

    this.rowsRead += rows.length;
    this.rowsWritten += written;

    return { rowsRead: rows.length, rowsWritten: written, toArray: () => rows };
  }

  transaction<Result>(write: () => Result): Result {
    this.begin();

    try {
      const result = write();

      this.commit();

      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** A step may stand inside another one. */
  begin(): void {
    this.#database.exec("savepoint step");
  }

  commit(): void {
    this.#database.exec("release step");
  }

  rollback(): void {
    this.#database.exec("rollback to step");
    this.#database.exec("release step");
  }

  #prepare(query: string): StatementSync {
    const statement = this.#statements.get(query) ?? this.#database.prepare(query);

    this.#statements.set(query, statement);

    return statement;
  }
}

/** A Durable Object hands out BLOBs as ArrayBuffer. */
function asStored(row: Record<string, SQLOutputValue>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? value.slice().buffer : value,
    ]),
  );
}
