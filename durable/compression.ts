/**
 * Large values are stored compressed where that pays. At once, not with the asynchronous streams of the platform: what is written with a row
 * must be there when the row is.
 *
 * Measured in workerd: level 1 makes JSON of records a quarter of its size and takes 28 us for 4 KB and 10 ms for 1.9 MB, reading it back
 * 12 us and 2.5 ms; level 6 saves 4 % more and takes up to three times as long; zstd fails to read back more than 64 KB. Below 4 KB
 * most of it is the price of the call.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";

const MIN_BYTES = 4096;
const LEVEL = 1;

/** What saves less is not worth the time that reading takes: base64 of images, say. */
const PAYS_UP_TO = 0.75;

/** The bytes themselves where compressing them does not pay. */
export function compress(bytes: Uint8Array): Uint8Array {
  if (bytes.length < MIN_BYTES) {
    return bytes;
  }

  const compressed = deflateRawSync(bytes, { level: LEVEL });

  return compressed.length <= PAYS_UP_TO * bytes.length ? compressed : bytes;
}

export function decompress(compressed: Uint8Array): Uint8Array {
  return inflateRawSync(compressed);
}
