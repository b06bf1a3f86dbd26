/** The SQLite of a Durable Object. https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/ */
import type { Sql, SqlRow, SqlValue } from "./sql.ts";

export class ObjectSql implements Sql {
  readonly #storage: DurableObjectStorage;
  readonly usage = { rowsRead: 0, rowsWritten: 0 };

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  all(query: string, ...bindings: SqlValue[]): SqlRow[] {
    const cursor = this.#storage.sql.exec(query, ...bindings);
    const rows = cursor.toArray();

    this.usage.rowsRead += cursor.rowsRead;
    this.usage.rowsWritten += cursor.rowsWritten;

    return rows;
  }

  transaction(write: () => void): void {
    this.#storage.transactionSync(write);
  }
}
