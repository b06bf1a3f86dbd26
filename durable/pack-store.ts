/**
 * Packs: large values and log lines of one report, side by side in one row, since a row costs the same whether it holds one value or a hundred.
 * The owner of a pack is a run, so that what belongs together is dropped together.
 */
import { z } from "zod";

import type { JsonText } from "../shared/canvas/json.ts";
import type { PackedValue, StoredValue } from "../shared/engine/run.ts";
import { utf8Bytes } from "../shared/engine/values.ts";
import { type Sql, jsonIn } from "./sql.ts";

/** Values up to this many bytes stay in the log row and in the state. */
export const INLINE_VALUE_BYTES = 1024;

/** Bytes of values in one pack row; a row holds 2 MB. */
const PACK_BYTES = 1_900_000;

/** `[node, at, message]` */
const logLines = z.array(z.tuple([z.int(), z.number(), z.string()]));
export type PackedLine = z.infer<typeof logLines>[number];

export interface Packing {
  /** In the order given: the text itself where it is small, else where it will lie. */
  readonly values: readonly StoredValue[];
  readonly packs: readonly {
    readonly n: number;
    readonly texts: readonly JsonText[];
    readonly lines: readonly PackedLine[];
  }[];
}

export class PackStore {
  readonly #sql: Sql;
  /** Decoded values of the pack read last: a chord's list reads its members one after another. */
  #last: { readonly key: string; readonly data: Uint8Array } | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Decides where values go; nothing is written yet. */
  plan(owner: string, texts: readonly JsonText[], lines: readonly PackedLine[]): Packing {
    const packs: { n: number; texts: JsonText[]; lines: readonly PackedLine[] }[] = [];
    const first = lines.length > 0 || texts.some(isLarge) ? this.#next(owner) : 0;
    let offset = 0;

    const values = texts.map((text): StoredValue => {
      if (!isLarge(text)) {
        return text;
      }

      const bytes = utf8Bytes(text);
      const open = packs.at(-1);

      if (open === undefined || offset + bytes > PACK_BYTES) {
        packs.push({ n: first + packs.length, texts: [text], lines: [] });
        offset = bytes;

        return { pack: first + packs.length - 1, offset: 0, bytes };
      }

      open.texts.push(text);
      offset += bytes;

      return { pack: open.n, offset: offset - bytes, bytes };
    });

    return { values, packs: lines.length === 0 ? packs : withLines(packs, lines, first) };
  }

  write(owner: string, { packs }: Packing): void {
    for (const { n, texts, lines } of packs) {
      const data = new TextEncoder().encode(texts.join(""));

      this.#sql.all(
        "insert into pack (owner, n, data, lines) values (?, ?, ?, ?)",
        owner,
        n,
        data,
        lines.length === 0 ? null : JSON.stringify(lines),
      );
    }
  }

  read(owner: string, value: StoredValue): JsonText {
    return typeof value === "string" ? value : this.#unpack(owner, value);
  }

  /** Log lines of a run from pack `from` on. */
  lines(
    owner: string,
    from: number,
    limit: number,
  ): { readonly lines: readonly PackedLine[]; readonly next: number | null } {
    const rows = this.#sql.all(
      "select n, lines from pack where owner = ? and n >= ? and lines is not null order by n limit ?",
      owner,
      from,
      limit + 1,
    );
    const lines = rows.slice(0, limit).flatMap((row) => logLines.parse(jsonIn(row, "lines")));

    return { lines, next: rows.length > limit ? Number(rows[limit]?.["n"]) : null };
  }

  remove(owner: string): void {
    this.#sql.all("delete from pack where owner = ?", owner);
  }

  #next(owner: string): number {
    const [row] = this.#sql.all("select max(n) as n from pack where owner = ?", owner);

    return row === undefined || row["n"] === null ? 0 : Number(row["n"]) + 1;
  }

  #unpack(owner: string, { pack, offset, bytes }: PackedValue): JsonText {
    const key = `${owner} ${pack}`;

    if (this.#last?.key !== key) {
      const [row] = this.#sql.all("select data from pack where owner = ? and n = ?", owner, pack);
      const data = row?.["data"];

      if (!(data instanceof ArrayBuffer)) {
        throw new RangeError(`Pack ${pack} of ${owner} is not there.`);
      }

      this.#last = { key, data: new Uint8Array(data) };
    }

    return new TextDecoder().decode(this.#last.data.subarray(offset, offset + bytes));
  }
}

function isLarge(text: JsonText): boolean {
  return text.length > INLINE_VALUE_BYTES || utf8Bytes(text) > INLINE_VALUE_BYTES;
}

function withLines(
  packs: Packing["packs"],
  lines: readonly PackedLine[],
  first: number,
): Packing["packs"] {
  const [head, ...rest] = packs;

  return head === undefined ? [{ n: first, texts: [], lines }] : [{ ...head, lines }, ...rest];
}
