/**
 * The SQLite of an object, as the stores use it. A port, so that the same stores run on any SQLite in the tests. Counts the rows it
 * reads and writes: they are what the platform bills.
 */
export type SqlValue = string | number | null | ArrayBuffer | Uint8Array;

export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Sql {
  /** Runs one statement and answers all its rows. */
  all(query: string, ...bindings: SqlValue[]): SqlRow[];
  /** All of it or nothing: what `write` wrote is undone when it throws. */
  transaction(write: () => void): void;
  /** Rows read and written since the object was made. */
  readonly usage: { readonly rowsRead: number; readonly rowsWritten: number };
}

/** The JSON in a column, not yet parsed into a shape. */
export function jsonIn(row: SqlRow, column: string): unknown {
  return JSON.parse(textIn(row, column));
}

export function textIn(row: SqlRow, column: string): string {
  const value = row[column];

  if (typeof value !== "string") {
    throw new TypeError(
      `Column "${column}" holds text; there is ${value === null ? "null" : typeof value}.`,
    );
  }

  return value;
}
