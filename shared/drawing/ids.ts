import type { BlockId } from "./block.ts";

/** Hands out ids: first those that were kept, in the order in which parts are read, then ones that were never used. */
export class Ids {
  readonly #kept: readonly BlockId[];
  #taken = 0;
  #next: number;

  constructor(next: number, kept: readonly BlockId[] = []) {
    this.#next = next;
    this.#kept = kept;
  }

  take(): BlockId {
    const kept = this.#kept[this.#taken];
    this.#taken += 1;

    return kept ?? this.#fresh();
  }

  /** What the next drawing begins with. */
  get next(): number {
    return this.#next;
  }

  #fresh(): BlockId {
    const id = `b${this.#next}`;
    this.#next += 1;

    return id;
  }
}
