/**
 * When outcomes are reported. They wait for one another a little, since a report costs the same for one as for fifty, but a fast task
 * never waits for a slow neighbour: a report leaves when all are done, when 50 wait, or 5 ms after the first. One is in flight at a time;
 * what finishes meanwhile joins the next, so a loaded shard gets larger groups.
 */

const ENOUGH = 50;
const LINGER_MS = 5;

/** An RPC carries 32 MiB: https://developers.cloudflare.com/workers/runtime-apis/rpc/ */
const MAX_REPORT_CHARACTERS = 8 * 1024 * 1024;

export interface ReporterPorts<Item> {
  /** Size of an item in characters of JSON. */
  readonly sizeOf: (item: Item) => number;
  /** Reports a group, whatever that takes. Never rejects. */
  readonly report: (items: readonly Item[]) => Promise<void>;
  /** Calls back once after so long, unless cancelled by what it returns. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** Resolves when every item was handed to `report` and that has finished. No promise in `running` may reject. */
export async function reportAsTheyFinish<Item>(
  running: readonly Promise<Item>[],
  ports: ReporterPorts<Item>,
): Promise<void> {
  const reporter = new Reporter(running.length, ports);

  for (const one of running) {
    void one.then((item) => reporter.add(item));
  }

  await reporter.run();
}

class Reporter<Item> {
  readonly #ports: ReporterPorts<Item>;
  readonly #waiting: Item[] = [];
  #left: number;
  #overdue = false;
  #cancelTimer: (() => void) | null = null;
  /** Resolved whenever a report may have become due. */
  #changed = Promise.withResolvers<void>();

  constructor(expected: number, ports: ReporterPorts<Item>) {
    this.#left = expected;
    this.#ports = ports;
  }

  add(item: Item): void {
    this.#left -= 1;
    this.#cancelTimer ??= this.#ports.after(LINGER_MS, () => {
      this.#overdue = true;
      this.#changed.resolve();
    });
    this.#waiting.push(item);
    this.#changed.resolve();
  }

  async run(): Promise<void> {
    while (this.#left > 0 || this.#waiting.length > 0) {
      if (isDue({ waiting: this.#waiting.length, left: this.#left, overdue: this.#overdue })) {
        await this.#ports.report(this.#take());
      } else {
        await this.#changed.promise;
        this.#changed = Promise.withResolvers();
      }
    }
  }

  #take(): readonly Item[] {
    const group = this.#waiting.splice(0, groupLength(this.#waiting, this.#ports.sizeOf));

    this.#cancelTimer?.();
    this.#cancelTimer = null;
    // What did not fit has waited long enough.
    this.#overdue = this.#waiting.length > 0;

    return group;
  }
}

export interface ReportState {
  readonly waiting: number;
  /** Tasks still running. */
  readonly left: number;
  /** The first of those that wait has waited its time. */
  readonly overdue: boolean;
}

export function isDue({ waiting, left, overdue }: ReportState): boolean {
  return waiting > 0 && (left === 0 || overdue || waiting >= ENOUGH);
}

/** How many of the first items one report can carry: at least one. */
function groupLength<Item>(items: readonly Item[], sizeOf: (item: Item) => number): number {
  let characters = 0;
  const tooMany = items.findIndex((item) => {
    characters += sizeOf(item);

    return characters > MAX_REPORT_CHARACTERS;
  });

  return tooMany === -1 ? items.length : Math.max(tooMany, 1);
}
