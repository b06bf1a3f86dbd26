import { type ChunksCanvas, type MapCanvas, mapCanvas } from "./canvas.ts";

/** The starmaps that chunks stand for: `n` items each, the last one shorter. */
export function chunkStarmaps({ inner, it, n }: ChunksCanvas): readonly MapCanvas[] {
  return Array.from({ length: Math.ceil(it.length / n) }, (_, chunk) =>
    mapCanvas("starmap", inner, it.slice(chunk * n, (chunk + 1) * n)),
  );
}
