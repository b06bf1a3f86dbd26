import { expect, it } from "vitest";

import { chordSize } from "../../../shared/canvas/chord-size.ts";
import { readCases } from "./cases.ts";
import { parsed } from "./parsed.ts";

interface Sized {
  readonly chord: unknown;
  readonly header_size: number;
}

const { cases }: { readonly cases: Readonly<Record<string, Sized>> } = JSON.parse(
  readCases("celery/chord_size_5.6.3.json"),
);

it.each(Object.entries(cases))("a chord waits for its header: %s", (_, { chord, header_size }) => {
  const canvas = parsed(chord);
  expect(canvas.kind === "chord" && chordSize(canvas)).toBe(header_size);
});
