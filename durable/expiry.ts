/**
 * Removes what has expired. Nobody sees it any more (`retention.ts`); its rows go a little later, so that one alarm serves all that
 * expired by then. A pass is made in slices (`expiry-slice.ts`), with a pause after each, so that a million old tasks never block the
 * object; what it leaves says when the next pass is due.
 */
import { firstRunIdAt, runCreatedAt } from "../shared/engine/ids.ts";
import type { ExpireReply, ExpiryPlace } from "../shared/wire/rpc.ts";
import { type ExpiryPorts, ExpirySlice } from "./expiry-slice.ts";
import { bucketAt, bucketStart } from "./lone-store.ts";
import { PAUSE_MS, Retention, SLACK_MS } from "./retention.ts";

const START: ExpiryPlace = { run: "", bucket: 0, part: -1 };
const NEVER = Number.POSITIVE_INFINITY;

export class Expiry {
  readonly #ports: ExpiryPorts;
  readonly #retention: Retention;
  /** Where the pass has come; null: none is under way. */
  #place: ExpiryPlace | null = null;
  /** What ended by then is expired, for this pass: it has seen older rows when the next slice comes. */
  #cutoff = 0;
  /** Of what the pass left: when the first ended. */
  #oldestLeft = NEVER;
  #nextAt: number | undefined;

  constructor(ports: ExpiryPorts) {
    this.#ports = ports;
    this.#retention = new Retention(ports.resultExpiresMs ?? null, ports.now);
  }

  /** 0: it goes on. */
  isExpired(finishedAt: number): boolean {
    return this.#retention.isExpired(finishedAt);
  }

  /** When the next slice is due; undefined while nothing is stored that could ever expire, as far as is known. */
  get nextAt(): number | undefined {
    return this.#nextAt;
  }

  /** At an alarm: the next slice, if it is due. After a load the first pass is: it is cheap, since it looks at old rows only. */
  tick(): void {
    const { now } = this.#ports;

    if (this.#retention.isForEver || now() < (this.#nextAt ?? 0)) {
      return;
    }

    if (this.#place === null) {
      this.#cutoff = this.#retention.cutoff;
    }

    const { next, oldestLeft } = this.#takeSlice(this.#place ?? START, this.#cutoff);

    this.#oldestLeft = Math.min(this.#oldestLeft, oldestLeft);
    this.#nextAt = next === null ? this.#afterPass() : now() + PAUSE_MS;
    this.#place = next;
  }

  /** A slice now, from this place on; null: from the beginning. */
  expire(from: ExpiryPlace | null): ExpireReply {
    if (this.#retention.isForEver) {
      return { runs: 0, tasks: 0, next: null };
    }

    const { runs, tasks, next } = this.#takeSlice(from ?? START, this.#retention.cutoff);

    return { runs, tasks, next };
  }

  #takeSlice(from: ExpiryPlace, cutoff: number): ExpireReply & { readonly oldestLeft: number } {
    const { sql, archive, memory } = this.#ports;
    const slice = new ExpirySlice(this.#ports, cutoff);
    let reply: ExpireReply = { runs: 0, tasks: 0, next: null };

    try {
      sql.transaction(() => {
        reply = slice.take(from);
      });
    } catch (error) {
      archive.lones.forget();
      throw error;
    }

    memory.forget(slice.removed);

    return { ...reply, oldestLeft: slice.oldestLeft };
  }

  /** Of what a pass did not look at only the beginning is known: it did not end before. */
  #afterPass(): number | undefined {
    const { archive, now } = this.#ports;
    const run = archive.runs.firstFrom(firstRunIdAt(this.#cutoff + 1));
    const bucket = archive.lones.bucketFrom(bucketAt(this.#cutoff) + 1);
    const oldest = Math.min(
      this.#oldestLeft,
      run === undefined ? NEVER : runCreatedAt(run),
      bucket === undefined ? NEVER : bucketStart(bucket),
    );

    this.#oldestLeft = NEVER;

    return oldest === NEVER
      ? undefined
      : Math.max(now(), this.#retention.expiresAt(oldest)) + SLACK_MS;
  }
}
