/** What one execution logs, within measure. Closed when its outcome is known: what a task that ran out of time still says is dropped. */
import type { LogLine } from "../../shared/wire/rpc.ts";

const MAX_LINES = 100;
const MAX_CHARACTERS = 1000;

export class Journal {
  readonly #now: () => number;
  readonly #lines: LogLine[] = [];
  #closed = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  write(message: string): void {
    if (!this.#closed && this.#lines.length < MAX_LINES) {
      this.#lines.push({ at: this.#now(), message: message.slice(0, MAX_CHARACTERS) });
    }
  }

  close(): readonly LogLine[] {
    this.#closed = true;

    return this.#lines;
  }
}
