/** Stored values as rows hold them: the JSON text itself, or where it lies. */
import { z } from "zod";

import type { StoredValue } from "./run.ts";

/** `[pack, offset, bytes]`, and the bytes it takes there where it is compressed. */
const packed = z.tuple([z.int(), z.int(), z.int()]);
const compressed = z.tuple([z.int(), z.int(), z.int(), z.int()]);

export const valueRow = z.union([z.string(), packed, compressed]);
type ValueRow = z.infer<typeof valueRow>;

export function encodeValue(stored: StoredValue): ValueRow {
  if (typeof stored === "string") {
    return stored;
  }

  const { pack, offset, bytes, stored: taken } = stored;

  return taken === undefined ? [pack, offset, bytes] : [pack, offset, bytes, taken];
}

export function decodeValue(row: Readonly<ValueRow>): StoredValue {
  if (typeof row === "string") {
    return row;
  }

  const [pack, offset, bytes, stored] = row;

  return { pack, offset, bytes, ...(stored !== undefined && { stored }) };
}
