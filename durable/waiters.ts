/** Who waits for runs to end: `?wait=` of the API. A wait ends with the run or with its time, whichever comes first. */
import type { KeptRun } from "./kept-run.ts";

export class Waiters {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Resolves when `isDone` says so, looked at whenever one of the runs changes, or after `seconds`. */
  async until(runs: readonly KeptRun[], isDone: () => boolean, seconds: number): Promise<void> {
    if (seconds <= 0 || isDone()) {
      return;
    }

    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, seconds * 1000);
    const look = (): void => {
      if (isDone()) {
        resolve();
      }
    };

    runs.forEach(({ run }) => this.#add(run.id, look));

    try {
      await promise;
    } finally {
      clearTimeout(timer);
      runs.forEach(({ run }) => this.#remove(run.id, look));
    }
  }

  changed({ run }: KeptRun): void {
    this.#waiting.get(run.id)?.forEach((look) => look());
  }

  #add(runId: string, look: () => void): void {
    const looks = this.#waiting.get(runId) ?? new Set();

    looks.add(look);
    this.#waiting.set(runId, looks);
  }

  #remove(runId: string, look: () => void): void {
    const looks = this.#waiting.get(runId);

    looks?.delete(look);

    if (looks?.size === 0) {
      this.#waiting.delete(runId);
    }
  }
}
