/**
 * The dead letters of a shard for as long as they are kept, which is longer than results: from the moment that one has expired it is answered
 * like what never was, and its rows go a little later, in slices, as those of results do (`expiry.ts`).
 */
import { firstDeadIdAt, parseDeadId } from "../shared/engine/dead-letter.ts";
import type {
  DeadLetter,
  DeadLetterQuery,
  DeadLetterReply,
  ListedLetter,
} from "../shared/wire/dead-letters.ts";
import type { DeadStore } from "./dead-store.ts";
import { PAUSE_MS, Retention, SLACK_MS } from "./retention.ts";

const SLICE_ROWS = 500;

export interface DeadLetterPorts {
  readonly now: () => number;
  /** They are kept so long; for ever where it is null or absent. */
  readonly deadLetterExpiresMs?: number | null;
}

export class DeadLetters {
  readonly #store: DeadStore;
  readonly #now: () => number;
  readonly #retention: Retention;
  #nextAt: number | undefined;

  constructor(store: DeadStore, { now, deadLetterExpiresMs = null }: DeadLetterPorts) {
    this.#store = store;
    this.#now = now;
    this.#retention = new Retention(deadLetterExpiresMs, now);
  }

  find(id: string): DeadLetter | undefined {
    return id < this.#firstKept ? undefined : this.#store.find(id);
  }

  /** Without its call. */
  look(id: string): ListedLetter | undefined {
    return id < this.#firstKept ? undefined : this.#store.look(id);
  }

  list(query: DeadLetterQuery): DeadLetterReply {
    return this.#store.list(query, this.#firstKept);
  }

  /** How many of them there were. */
  remove(ids: readonly string[]): number {
    return ids.filter((id) => this.#store.remove(id)).length;
  }

  /** When the next slice is due; undefined while nothing is stored that could ever expire, as far as is known. */
  get nextAt(): number | undefined {
    return this.#nextAt;
  }

  /** At an alarm: the next slice, if it is due. */
  tick(): void {
    const now = this.#now();

    if (this.#retention.isForEver || now < (this.#nextAt ?? 0)) {
      return;
    }

    const isMore = this.#store.removeBefore(this.#firstKept, SLICE_ROWS) >= SLICE_ROWS;
    const oldest = parseDeadId(this.#store.oldestId ?? "");

    if (isMore) {
      this.#nextAt = now + PAUSE_MS;
    } else {
      this.#nextAt =
        oldest === undefined ? undefined : this.#retention.expiresAt(oldest.diedAt) + SLACK_MS;
    }
  }

  /** Older ids are of letters that have expired. */
  get #firstKept(): string {
    return this.#retention.isForEver ? "" : firstDeadIdAt(this.#retention.cutoff + 1);
  }
}
