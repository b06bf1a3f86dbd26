/**
 * What stands in the line of a limited queue, and which of it may go when. No clock of its own: whoever asks says what time it is.
 *
 * Rates are Celery's token buckets of capacity 1, one for the queue and one for each task. A bucket remembers when its last token was there, not
 * when it was taken: what is let through a little late does not delay the next. So in any window of the unit there go at most N + 1, and
 * no token is lost while somebody waits for it and is let through before the next one comes.
 *
 * Whoever waits grows more urgent: a minute is worth a priority. All of them grow alike, so the order of two never changes, and whoever has
 * waited for nine minutes is overtaken by nobody who comes then.
 */

/** A task in the line. */
export interface Waiting {
  /** Of one execution: run, node and attempt. */
  readonly id: string;
  readonly task: string;
  /** 0 to 9, 9 first. */
  readonly priority: number;
  /** Since when, milliseconds. */
  readonly at: number;
  /** What its call asks for; 0: no rate. */
  readonly perSecond: number;
  /** With all of this key no more than `limit` run at once; null: there is no such limit. */
  readonly key: string | null;
  readonly limit: number;
}

/** What holds for the queue; 0 is no rate, null no limit. */
export interface LineLimits {
  readonly perSecond: number;
  readonly concurrency: number | null;
  readonly paused: boolean;
  /** Rates of tasks that count in place of those their calls ask for. */
  readonly tasks: ReadonlyMap<string, number>;
}

/** Tasks of one name, rate and key: the first of them goes before the others. */
interface Lane {
  readonly waiting: Waiting[];
  readonly first: Waiting;
}

const AGE_MS = 60_000;

/** The bucket of the queue itself. No task has this name. */
const QUEUE = "";

/** Tokens of slower rates are written; a faster one rather waits for its next token after a restart. */
const WRITTEN_INTERVAL_MS = 1000;

export class GateLine {
  readonly #lanes = new Map<string, Lane>();
  readonly #waiting = new Map<string, Waiting>();
  /** When the last token of a bucket was there. */
  readonly #tokenAt: Map<string, number>;
  /** Of a bucket that nothing is known of. */
  readonly #loadedAt: number;
  /** Tokens of slow rates that were spent and are not written. */
  readonly #spent = new Map<string, number>();
  /** Who runs, and under which key. */
  readonly #slots = new Map<string, string | null>();
  readonly #running = new Map<string, number>();

  constructor(loadedAt: number, tokens: Iterable<readonly [bucket: string, at: number]> = []) {
    this.#loadedAt = loadedAt;
    this.#tokenAt = new Map(tokens);
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** Buckets by name, with when their last token was there. */
  get tokens(): Iterable<readonly [bucket: string, at: number]> {
    return this.#tokenAt;
  }

  /** Those of slow rates that were spent since somebody last asked. */
  takeSpent(): readonly (readonly [bucket: string, at: number])[] {
    const spent = [...this.#spent];

    this.#spent.clear();

    return spent;
  }

  add(waiting: Waiting): void {
    const { task, perSecond, key, limit } = waiting;
    const name = JSON.stringify([task, perSecond, key, limit]);
    const lane = this.#lanes.get(name) ?? { waiting: [], first: waiting };

    lane.waiting.splice(placeOf(waiting, lane.waiting), 0, waiting);
    this.#lanes.set(name, lane);
    this.#waiting.set(waiting.id, waiting);
  }

  /** It is not wanted any more, or over. False: it is not here. */
  remove(id: string): boolean {
    const isWaiting = this.#waiting.delete(id);
    const key = this.#slots.get(id) ?? null;
    const held = this.#slots.delete(id);

    if (key !== null) {
      this.#running.set(key, this.#runningOf(key) - 1);
    }

    return isWaiting || held;
  }

  /** It was let through and counts as running. */
  hold(id: string, key: string | null): void {
    this.#slots.set(id, key);

    if (key !== null) {
      this.#running.set(key, this.#runningOf(key) + 1);
    }
  }

  /** Takes out the one that may go now, and its tokens with it; undefined: none may. */
  take(limits: LineLimits, now: number): Waiting | undefined {
    const next = this.#best(limits, (lane) => this.#readyAt(lane, limits) <= now);

    if (next === undefined) {
      return undefined;
    }

    this.#waiting.delete(next.id);
    this.#spend(QUEUE, limits.perSecond, now);
    this.#spend(next.task, rateOf(next, limits), now);

    if (isCounted(next, limits)) {
      this.hold(next.id, next.key);
    }

    return next;
  }

  /** When time alone lets somebody go; undefined: never. */
  nextAt(limits: LineLimits): number | undefined {
    let next: number | undefined;

    for (const { first } of this.#openLanes(limits)) {
      const at = this.#readyAt(first, limits);

      next = Math.min(next ?? at, at);
    }

    return next;
  }

  #best(limits: LineLimits, isReady: (first: Waiting) => boolean): Waiting | undefined {
    let best: Waiting | undefined;

    for (const { first } of this.#openLanes(limits)) {
      if (isReady(first) && (best === undefined || rankOf(first) < rankOf(best))) {
        best = first;
      }
    }

    return best;
  }

  /** Those that only time keeps. */
  *#openLanes({ paused, concurrency }: LineLimits): Generator<Lane> {
    if (paused || (concurrency !== null && this.#slots.size >= concurrency)) {
      return;
    }

    for (const [name, { waiting }] of this.#lanes) {
      const first = this.#firstOf(waiting);

      if (first === undefined) {
        this.#lanes.delete(name);
      } else if (first.key === null || this.#runningOf(first.key) < first.limit) {
        yield { waiting, first };
      }
    }
  }

  /** What left the line out of turn is only dropped here. */
  #firstOf(waiting: Waiting[]): Waiting | undefined {
    while (waiting[0] !== undefined && this.#waiting.get(waiting[0].id) !== waiting[0]) {
      waiting.shift();
    }

    return waiting[0];
  }

  #readyAt(first: Waiting, limits: LineLimits): number {
    return Math.max(
      this.#tokenDueAt(QUEUE, limits.perSecond),
      this.#tokenDueAt(first.task, rateOf(first, limits)),
    );
  }

  #tokenDueAt(bucket: string, perSecond: number): number {
    if (perSecond === 0) {
      return 0;
    }

    const intervalMs = 1000 / perSecond;
    const unknownAt = intervalMs < WRITTEN_INTERVAL_MS ? this.#loadedAt : 0;

    return (this.#tokenAt.get(bucket) ?? unknownAt) + intervalMs;
  }

  #spend(bucket: string, perSecond: number, now: number): void {
    if (perSecond > 0) {
      const dueAt = this.#tokenDueAt(bucket, perSecond);

      const intervalMs = 1000 / perSecond;
      const at = now - dueAt < intervalMs ? dueAt : now;

      this.#tokenAt.set(bucket, at);

      if (intervalMs >= WRITTEN_INTERVAL_MS) {
        this.#spent.set(bucket, at);
      }
    }
  }

  #runningOf(key: string): number {
    return this.#running.get(key) ?? 0;
  }
}

/** Whether it counts as running until somebody says that it is over. */
export function isCounted({ key }: Waiting, { concurrency }: LineLimits): boolean {
  return key !== null || concurrency !== null;
}

/** Per second; 0: none. */
function rateOf({ task, perSecond }: Waiting, { tasks }: LineLimits): number {
  return tasks.get(task) ?? perSecond;
}

/** The smallest goes first. */
function rankOf({ at, priority }: Waiting): number {
  return at - priority * AGE_MS;
}

/** Behind all that go before it or came before it. */
function placeOf(waiting: Waiting, line: readonly Waiting[]): number {
  const rank = rankOf(waiting);
  let from = 0;
  let to = line.length;

  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = line[middle];

    if (other !== undefined && rankOf(other) <= rank) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }

  return from;
}
