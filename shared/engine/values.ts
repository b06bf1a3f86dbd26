/** Results as stored: JSON text, or a place in a pack. Only sizes are known here; a reader fetches what lies elsewhere. */
import type { JsonText } from "../canvas/json.ts";
import type { StoredValue } from "./run.ts";

/** Fetches the text of a stored value. */
export type ReadValue = (value: StoredValue) => JsonText;

/** For adapters that keep every value in memory. */
export function readInline(value: StoredValue): JsonText {
  if (typeof value !== "string") {
    throw new TypeError(
      `Pack ${value.pack} cannot be read: this adapter keeps every value in memory.`,
    );
  }

  return value;
}

/** Bytes of UTF-8; a missing value counts as `null`. */
export function valueBytes(value: StoredValue | null): number {
  if (value === null) {
    return 4;
  }

  return typeof value === "string" ? utf8Bytes(value) : value.bytes;
}

/** Bytes of a JSON list whose items take so many. */
export function jsonListBytes(sizes: readonly number[]): number {
  const brackets = 2;
  const commas = Math.max(0, sizes.length - 1);

  return sizes.reduce((sum, bytes) => sum + bytes, brackets + commas);
}

/** Length of a text in UTF-8, without encoding it. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;

  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);

    if (unit >= 0x80) {
      bytes += unit < 0x800 ? 1 : 2;
      // A surrogate pair is 2 units and 4 bytes. Half of one alone is encoded as U+FFFD, which is 3.
      index += isHigh(unit) && isLow(text.charCodeAt(index + 1)) ? 1 : 0;
    }
  }

  return bytes;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
