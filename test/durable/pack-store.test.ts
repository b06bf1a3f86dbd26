import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { INLINE_VALUE_BYTES, PackStore } from "../../durable/pack-store.ts";
import type { StoredValue } from "../../shared/engine/run.ts";
import { withSql } from "./fresh-sql.ts";

const line = (node: number, message: string): [number, number, string] => [node, 1, message];

/** Nothing makes it much shorter. */
function noise(length: number): string {
  const random = Array.from({ length: Math.ceil(length / 65_536) }, () =>
    crypto.getRandomValues(new Uint8Array(65_536)).toBase64(),
  );

  return random.join("").slice(0, length);
}

/** What tasks return that return much. */
function records(from: number, length: number): string {
  return JSON.stringify(
    Array.from({ length }, (_, index) => ({ id: from + index, ok: index % 3 === 0 })),
  );
}

/** Written as one report does, and where the values went. */
function store(
  packs: PackStore,
  texts: readonly string[],
  lines: readonly [number, number, string][] = [],
): readonly StoredValue[] {
  const packing = packs.plan("run", texts, lines);

  packs.write("run", packing);

  return packing.values;
}

describe("values", () => {
  it("are read back as they were, small and large, in any order", () =>
    withSql((sql) => {
      const text = fc.oneof(
        fc.string(),
        fc.string({ minLength: 1000, maxLength: 3000, unit: "grapheme" }),
        fc.constant("漢".repeat(300_000)),
        fc.integer({ min: 4000, max: 100_000 }).map(noise),
        fc.integer({ min: 500, max: 20_000 }).map((length) => records(0, length)),
      );

      fc.assert(
        fc.property(fc.array(fc.array(text), { maxLength: 5 }), (reports) => {
          const packs = new PackStore(sql);
          const stored = reports.flatMap((texts) => {
            const values = store(packs, texts);

            return texts.map((value, index) => ({ value, at: values[index] ?? "" }));
          });

          for (const { value, at } of [...stored, ...stored.toReversed()]) {
            expect(packs.read("run", at) === value).toBe(true);
          }

          packs.remove("run");
        }),
        { numRuns: 30 },
      );
    }));

  it("stay where they are up to a kilobyte, and cost no row", () =>
    withSql((sql) => {
      const small = "x".repeat(INLINE_VALUE_BYTES);
      const packs = new PackStore(sql);

      expect(store(packs, [small, "é".repeat(INLINE_VALUE_BYTES / 2)])).toEqual([
        small,
        "é".repeat(INLINE_VALUE_BYTES / 2),
      ]);
      expect(sql.all("select * from pack")).toEqual([]);
      expect(store(packs, [`${small}x`])).toEqual([
        { pack: 0, offset: 0, bytes: INLINE_VALUE_BYTES + 1 },
      ]);
    }));

  it("of one report share a row until it is full", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);
      const values = store(
        packs,
        Array.from({ length: 4 }, () => noise(900_000)),
      );

      expect(values).toEqual([
        { pack: 0, offset: 0, bytes: 900_000 },
        { pack: 0, offset: 900_000, bytes: 900_000 },
        { pack: 1, offset: 0, bytes: 900_000 },
        { pack: 1, offset: 900_000, bytes: 900_000 },
      ]);
      expect(store(packs, ["e".repeat(2000)])).toEqual([{ pack: 2, offset: 0, bytes: 2000 }]);
    }));

  it("are compressed where that makes them much shorter, so that more of them share a row", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);
      const texts = Array.from({ length: 10 }, (_, index) => records(index * 10_000, 10_000));
      const values = store(packs, texts);
      const [{ bytes } = { bytes: 0 }] = sql.all("select length(data) as bytes from pack");

      expect(Number(bytes)).toBeLessThan(texts.join("").length / 4);
      expect(sql.all("select * from pack")).toHaveLength(1);
      expect(values.map((value) => packs.read("run", value))).toEqual(texts);
    }));

  it("are not where it does not, or where they are short", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);

      for (const text of ["x".repeat(4095), noise(100_000)]) {
        expect(store(packs, [text])).toEqual([
          { pack: expect.any(Number), offset: 0, bytes: text.length },
        ]);
      }

      expect(store(packs, ["x".repeat(4096)])).toMatchObject([{ stored: expect.any(Number) }]);
    }));

  it("of a run that was removed are not taken for those of one that has its id again", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);
      const [first = ""] = store(packs, ["a".repeat(2000)]);

      packs.read("run", first);
      packs.remove("run");

      const [second = ""] = store(packs, ["b".repeat(2000)]);

      expect(packs.read("run", second)).toBe("b".repeat(2000));
    }));

  it("that are not there are missed by name", () =>
    withSql((sql) => {
      expect(() => new PackStore(sql).read("run", { pack: 7, offset: 0, bytes: 1 })).toThrow(
        "Pack 7 of run is not there",
      );
    }));
});

describe("log lines", () => {
  it("lie in the row of their report's values, or in one of their own", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);

      store(packs, ["x".repeat(2000)], [line(0, "with a value")]);
      store(packs, ["1"], [line(1, "alone"), line(2, "alone")]);

      expect(sql.all("select n from pack")).toEqual([{ n: 0 }, { n: 1 }]);
      expect(packs.lines("run", { node: null, from: 0, limit: 10 })).toEqual({
        lines: [line(0, "with a value"), line(1, "alone"), line(2, "alone")],
        next: null,
      });
    }));

  it("of many tasks that have much to say fit into rows, beside the largest value too", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);
      const lines = Array.from({ length: 5000 }, (_, index) => line(index, "漢".repeat(1000)));
      const [value = ""] = store(packs, ["x".repeat(1_900_000)], lines);

      expect(packs.read("run", value)).toBe("x".repeat(1_900_000));
      expect([...pages(packs, 1000)].flat()).toEqual(lines);
    }));

  it("of one task are told without those of the others, and a look reads only so many rows", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);

      for (let report = 0; report < 300; report += 1) {
        store(packs, [], [line(report, `line ${report}`)]);
      }

      expect(packs.lines("run", { node: 7, from: 0, limit: 10 })).toEqual({
        lines: [line(7, "line 7")],
        next: 256,
      });
      expect(packs.lines("run", { node: 280, from: 256, limit: 10 })).toEqual({
        lines: [line(280, "line 280")],
        next: null,
      });
    }));

  it("are told page by page, each once, and a page is not much longer than asked for", () =>
    withSql((sql) => {
      const packs = new PackStore(sql);
      const told = Array.from({ length: 50 }, (_, index) => line(index, `line ${index}`));

      for (let from = 0; from < 50; from += 5) {
        store(packs, [], told.slice(from, from + 5));
        store(packs, ["x".repeat(2000)]);
      }

      for (const limit of [1, 5, 7, 50, 1000]) {
        const read = [...pages(packs, limit)];

        expect(read.flat()).toEqual(told);
        read.forEach((page) => expect(page.length).toBeLessThan(limit + 5));
      }
    }));
});

function* pages(packs: PackStore, limit: number): Generator<readonly unknown[]> {
  let from: number | null = 0;

  while (from !== null) {
    const { lines, next } = packs.lines("run", { node: null, from, limit });

    yield lines;
    from = next;
  }
}
