import type { Ref } from "./plan.ts";

/** What settled and whose dependents do not know yet, first come first told. The one whose dependents are being told is the first. */
export class Untold {
  #refs: Ref[] = [];
  #told = 0;

  get first(): Ref | undefined {
    return this.#refs[this.#told];
  }

  get all(): readonly Ref[] {
    return this.#refs.slice(this.#told);
  }

  add(ref: Ref): void {
    this.#refs.push(ref);
  }

  /** The dependents of the first know. */
  removeFirst(): void {
    this.#told += 1;

    if (this.#told === this.#refs.length) {
      this.keep([]);
    }
  }

  keep(refs: Ref[]): void {
    this.#refs = refs;
    this.#told = 0;
  }
}
