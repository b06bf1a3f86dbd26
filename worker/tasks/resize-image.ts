/**
 * `resize_image`: scales raw RGBA pixels by area averaging, so every source pixel counts by how much of it lies in the target pixel.
 * Images are `{width, height, rgba}` with base64 pixels; one without `rgba` is a generated gradient, enough to try the task.
 * Fails with TypeError past 512 pixels a side, and with ValueError when the pixels do not fit the size.
 */
import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";
import { ValueError } from "../../shared/task/errors.ts";

const CHANNELS = 4;

/** 512 x 512 pixels are 1.4 MB of base64: within what one value may be. */
const side = z.int().min(1).max(512);

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export const resizeImage = defineTask({
  name: "resize_image",
  description:
    "Scales an RGBA image (or a generated gradient of a given size) to a width and height.",
  args: z.object({
    image: z.object({ width: side, height: side, rgba: z.base64().optional() }),
    width: side,
    height: side,
  }),
  returns: z.object({ width: side, height: side, rgba: z.base64() }),
  queue: "heavy",
  run({ image, width, height }) {
    const source =
      image.rgba === undefined
        ? gradient(image.width, image.height)
        : decode(image.width, image.height, image.rgba);

    return { width, height, rgba: resize(source, width, height).toBase64() };
  },
});

function decode(width: number, height: number, base64: string): Pixels {
  const rgba = Uint8Array.fromBase64(base64);
  const expected = width * height * CHANNELS;

  if (rgba.length !== expected) {
    throw new ValueError(
      `${width} x ${height} RGBA pixels are ${expected} bytes; got ${rgba.length}.`,
    );
  }

  return { width, height, rgba };
}

/** Red grows to the right, green downwards. */
function gradient(width: number, height: number): Pixels {
  const rgba = new Uint8Array(width * height * CHANNELS);

  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rgba.set([(255 * x) / width, (255 * y) / height, 128, 255], (y * width + x) * CHANNELS);
    }
  }

  return { width, height, rgba };
}

function resize(source: Pixels, width: number, height: number): Uint8Array {
  const target = new Uint8Array(width * height * CHANNELS);
  const columns = Array.from({ length: width }, (_, x) =>
    coverage(x, source.width / width, source.width),
  );

  for (let y = 0; y < height; y += 1) {
    const rows = coverage(y, source.height / height, source.height);

    for (const [x, column] of columns.entries()) {
      target.set(average(source, column, rows), (y * width + x) * CHANNELS);
    }
  }

  return target;
}

interface Covered {
  readonly at: number;
  /** How much of the source pixel lies in the target pixel: over 0, at most 1. */
  readonly weight: number;
}

/** The source pixels under target pixel `index`, along one axis. */
function coverage(index: number, scale: number, size: number): readonly Covered[] {
  const start = index * scale;
  const end = start + scale;
  const covered: Covered[] = [];

  for (let at = Math.floor(start); at < Math.min(Math.ceil(end), size); at += 1) {
    covered.push({ at, weight: Math.min(end, at + 1) - Math.max(start, at) });
  }

  return covered;
}

function average(
  { width, rgba }: Pixels,
  columns: readonly Covered[],
  rows: readonly Covered[],
): readonly number[] {
  const sums = [0, 0, 0, 0];
  let area = 0;

  for (const row of rows) {
    for (const column of columns) {
      const weight = row.weight * column.weight;
      const pixel = (row.at * width + column.at) * CHANNELS;
      area += weight;

      for (const [channel, sum] of sums.entries()) {
        sums[channel] = sum + weight * (rgba[pixel + channel] ?? 0);
      }
    }
  }

  return sums.map((sum) => Math.round(sum / area));
}
