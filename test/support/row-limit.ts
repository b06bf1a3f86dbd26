/** What the platform refuses and no local SQLite does: https://developers.cloudflare.com/durable-objects/platform/limits/ */
import type { SqlValue } from "../../durable/sql.ts";

const MAX_ROW_BYTES = 2_000_000;

/** Throws when a row of these values would be too large. */
export function requireRowFits(values: readonly SqlValue[]): void {
  const bytes = values.reduce<number>((sum, value) => sum + bytesOf(value), 0);

  if (bytes > MAX_ROW_BYTES) {
    throw new RangeError(`SQLITE_TOOBIG: a row of ${bytes} bytes; it holds ${MAX_ROW_BYTES}.`);
  }
}

function bytesOf(value: SqlValue): number {
  if (typeof value === "string") {
    return new TextEncoder().encode(value).length;
  }

  return value === null || typeof value === "number" ? 8 : value.byteLength;
}
