/**
 * The SQLite of an object, as the stores use it. A port, so that the same stores run on any SQLite in the tests. Counts the rows it
 * reads and writes: they are what the platform bills.
 */
export type SqlValue = string | number | null | ArrayBuffer | Uint8Array;

export interface Sql {
  /** Runs one statement and answers all its rows. */
  all(query: string, ...bindings: SqlValue[]): Record<string, SqlValue>[];
  /** All of it or nothing: what `write` wrote is undone when it throws. */
  transaction(write: () => void): void;
  /** Rows read and written since the object was made. */
  readonly usage: { readonly rowsRead: number; readonly rowsWritten: number };
}

export class ObjectSql implements Sql {
  readonly #storage: DurableObjectStorage;
  readonly usage = { rowsRead: 0, rowsWritten: 0 };

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  transaction(write: () => void): void {
    this.#storage.transactionSync(write);
  }

  all(query: string, ...bindings: SqlValue[]): Record<string, SqlValue>[] {
    const cursor = this.#storage.sql.exec(query, ...bindings);
    const rows = cursor.toArray();

    this.usage.rowsRead += cursor.rowsRead;
    this.usage.rowsWritten += cursor.rowsWritten;

    return rows;
  }
}
