/**
 * Packs: large values and log lines of one report, side by side in one row, since a row costs the same whether it holds one value or a
 * hundred. The owner of a pack is a run, so that what belongs together is dropped together.
 */
import { z } from "zod";

import type { JsonText } from "../shared/canvas/json.ts";
import type { PackedValue, StoredValue } from "../shared/engine/run.ts";
import { utf8Bytes } from "../shared/engine/values.ts";
import type { LogsQuery } from "../shared/wire/rpc.ts";
import { compress, decompress } from "./compression.ts";
import { type Sql, jsonIn, textIn } from "./sql.ts";

/** Values up to this many bytes stay in the log row and in the state. */
export const INLINE_VALUE_BYTES = 1024;

/** Bytes of values and lines in one pack row; a row holds 2 MB. */
const PACK_BYTES = 1_900_000;

/** Rows with lines that are in memory together: each may be as large as a row can be. */
const READ_AT_ONCE = 8;

/** Rows that one look reads at most: lines of one node may be far apart, or not there at all. */
const SCAN_ROWS = 256;

/** `[node, at, message]` */
const logLines = z.array(z.tuple([z.int(), z.number(), z.string()]));
export type PackedLine = z.infer<typeof logLines>[number];

export interface Packing {
  /** In the order given: the text itself where it is small, else where it will lie. */
  readonly values: readonly StoredValue[];
  readonly packs: readonly Pack[];
}

interface Pack {
  readonly n: number;
  readonly chunks: readonly Uint8Array[];
  readonly lines: readonly PackedLine[];
}

export class PackStore {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Decides where values and lines go; nothing is written yet. */
  plan(owner: string, texts: readonly JsonText[], lines: readonly PackedLine[]): Packing {
    const filler = new Filler(lines.length > 0 || texts.some(isLarge) ? this.#next(owner) : 0);
    const values = texts.map((text) => (isLarge(text) ? filler.addText(text) : text));

    lines.forEach((line) => filler.addLine(line));

    return { values, packs: filler.packs };
  }

  write(owner: string, { packs }: Packing): void {
    for (const { n, chunks, lines } of packs) {
      this.#sql.all(
        "insert into pack (owner, n, data, lines) values (?, ?, ?, ?)",
        owner,
        n,
        concatenated(chunks),
        lines.length === 0 ? null : JSON.stringify(lines),
      );
    }
  }

  read(owner: string, value: StoredValue): JsonText {
    return typeof value === "string" ? value : this.#unpack(owner, value);
  }

  /** Log lines of a run, or of one of its nodes, from pack `from` on: `limit` of them, and what else the last pack holds. */
  lines(
    owner: string,
    { node, from, limit }: LogsQuery,
  ): { readonly lines: readonly PackedLine[]; readonly next: number | null } {
    const lines: PackedLine[] = [];
    let scanned = 0;

    for (const { n, packed } of this.#packedLines(owner, from)) {
      if (lines.length >= limit || scanned === SCAN_ROWS) {
        return { lines, next: n };
      }

      scanned += 1;
      lines.push(...(node === null ? packed : packed.filter(([of]) => of === node)));
    }

    return { lines, next: null };
  }

  remove(owner: string): void {
    this.#sql.all("delete from pack where owner = ?", owner);
  }

  /** Of many owners whose ids are close to each other, and of which few have packs. */
  removeAll(owners: readonly string[]): void {
    const sorted = owners.toSorted();
    const rows = this.#sql.all(
      "select distinct owner from pack where owner >= ? and owner <= ?",
      sorted.at(0) ?? "",
      sorted.at(-1) ?? "",
    );
    const having = new Set(rows.map((row) => textIn(row, "owner")));

    owners.filter((owner) => having.has(owner)).forEach((owner) => this.remove(owner));
  }

  *#packedLines(
    owner: string,
    from: number,
  ): Generator<{ readonly n: number; readonly packed: readonly PackedLine[] }> {
    let after = from - 1;

    for (;;) {
      const rows = this.#sql.all(
        "select n, lines from pack where owner = ? and n > ? and lines is not null order by n limit ?",
        owner,
        after,
        READ_AT_ONCE,
      );

      for (const row of rows) {
        after = Number(row["n"]);
        yield { n: after, packed: logLines.parse(jsonIn(row, "lines")) };
      }

      if (rows.length < READ_AT_ONCE) {
        return;
      }
    }
  }

  #next(owner: string): number {
    const [row] = this.#sql.all("select max(n) as n from pack where owner = ?", owner);

    return row === undefined || row["n"] === null ? 0 : Number(row["n"]) + 1;
  }

  #unpack(owner: string, { pack, offset, bytes, stored }: PackedValue): JsonText {
    const [row] = this.#sql.all(
      "select substr(data, ?, ?) as value from pack where owner = ? and n = ?",
      offset + 1,
      stored ?? bytes,
      owner,
      pack,
    );
    const value = row?.["value"];

    if (!(value instanceof ArrayBuffer)) {
      throw new RangeError(`Pack ${pack} of ${owner} is not there.`);
    }

    const chunk = new Uint8Array(value);

    return new TextDecoder().decode(stored === undefined ? chunk : decompress(chunk));
  }
}

/** Puts values and lines into packs, one after another, each as full as a row may be. */
class Filler {
  readonly packs: {
    readonly n: number;
    readonly chunks: Uint8Array[];
    readonly lines: PackedLine[];
  }[] = [];
  readonly #first: number;
  /** Of values and of lines in the pack that is being filled. */
  #valueBytes = 0;
  #lineBytes = 0;

  constructor(first: number) {
    this.#first = first;
  }

  addText(text: JsonText): PackedValue {
    const bytes = new TextEncoder().encode(text);
    const chunk = compress(bytes);
    const pack = this.#room(chunk.length);
    const place = { pack: pack.n, offset: this.#valueBytes, bytes: bytes.length };

    pack.chunks.push(chunk);
    this.#valueBytes += chunk.length;

    return chunk === bytes ? place : { ...place, stored: chunk.length };
  }

  addLine(line: PackedLine): void {
    const bytes = utf8Bytes(JSON.stringify(line)) + 1;

    this.#room(bytes).lines.push(line);
    this.#lineBytes += bytes;
  }

  #room(bytes: number): Filler["packs"][number] {
    const open = this.packs.at(-1);

    if (open !== undefined && this.#valueBytes + this.#lineBytes + bytes <= PACK_BYTES) {
      return open;
    }

    const pack = { n: this.#first + this.packs.length, chunks: [], lines: [] };

    this.packs.push(pack);
    this.#valueBytes = 0;
    this.#lineBytes = 0;

    return pack;
  }
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;

  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }

  return all;
}

function isLarge(text: JsonText): boolean {
  return text.length > INLINE_VALUE_BYTES || utf8Bytes(text) > INLINE_VALUE_BYTES;
}
