/** The lone tasks of one row, by run id, and how much of the row they take. */
import { z } from "zod";

import type { JsonText } from "../shared/canvas/json.ts";
import { nodeRows } from "../shared/engine/codec.ts";
import { utf8Bytes } from "../shared/engine/values.ts";

const MAX_RECORDS = 256;
/** A row holds 2 MB. */
const MAX_BYTES = 1_500_000;

const meter = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** `[name, planParts, node, finishedAt, meter]`, and the names that it keeps, where it has any. */
const loneRecord = z.tuple([
  z.string().nullable(),
  z.array(z.string()),
  nodeRows,
  z.number(),
  meter,
  z.array(z.string()).exactOptional(),
]);
export type LoneRecord = z.infer<typeof loneRecord>;

const entries = z.array(z.tuple([z.string(), loneRecord]));

export class LonePart {
  readonly records: Map<string, LoneRecord>;
  /** About as many as its row takes. */
  #bytes: number;

  /** As its row has it; without one there are none yet. */
  constructor(body: JsonText = "[]") {
    this.records = new Map(entries.parse(JSON.parse(body)));
    this.#bytes = utf8Bytes(body);
  }

  /** Holds the record in place of the one it had of this id. False: there is no room for it, and it holds none of this id. */
  put(id: string, record: LoneRecord): boolean {
    this.delete(id);

    const bytes = bytesOf([id, record]);

    if (this.records.size >= MAX_RECORDS || this.#bytes + bytes > MAX_BYTES) {
      return false;
    }

    this.records.set(id, record);
    this.#bytes += bytes;

    return true;
  }

  delete(id: string): void {
    const record = this.records.get(id);

    if (record !== undefined) {
      this.records.delete(id);
      this.#bytes -= bytesOf([id, record]);
    }
  }

  /** When the last of them ended; 0 while one goes on. */
  get finishedAt(): number {
    const ends = Array.from(this.records.values(), ([, , , finishedAt]) => finishedAt);

    return ends.includes(0) ? 0 : Math.max(0, ...ends);
  }

  toJson(): JsonText {
    return JSON.stringify([...this.records]);
  }
}

/** With the comma after it. */
function bytesOf(json: unknown): number {
  return utf8Bytes(JSON.stringify(json)) + 1;
}
