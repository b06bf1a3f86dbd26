/**
 * What stands in the line of a limited queue, and which of it may go when. No clock of its own: whoever asks says what time it is.
 *
 * Rates are Celery's token buckets of capacity 1, one for the queue and one for each task. A bucket remembers when its last token was
 * there, not when it was taken: what is let through a little late does not delay the next. So in any window of the unit there go at most
 * N + 1, and no token is lost while somebody waits for it and is let through before the next one comes.
 *
 * Whoever waits grows more urgent: a minute is worth a priority. All of them grow alike, so the order of two never changes, and whoever has
 * waited for nine minutes is overtaken by nobody who comes then.
 */
import { type Waiting, placeOf, rankOf } from "./line-order.ts";

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
  /** How many of them are still here. */
  size: number;
}

/** A lane, and who goes first of it. */
interface LedLane extends Lane {
  readonly first: Waiting;
}

/** What keeps somebody in the line. */
export type Holder = "paused" | "rate" | "concurrency" | "key";

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
    const name = laneOf(waiting);
    const lane = this.#lanes.get(name) ?? { waiting: [], size: 0 };

    lane.waiting.splice(placeOf(waiting, lane.waiting), 0, waiting);
    lane.size += 1;
    this.#lanes.set(name, lane);
    this.#waiting.set(waiting.id, waiting);
  }

  /** It is not wanted any more, or over. False: it is not here. */
  remove(id: string): boolean {
    const isWaiting = this.#drop(id);
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

    this.#drop(next.id);
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

  /** How many are kept by what. Who may go now is kept by nothing. */
  held(limits: LineLimits, now: number): Readonly<Record<Holder, number>> {
    const held = { paused: 0, rate: 0, concurrency: 0, key: 0 };

    for (const lane of this.#ledLanes()) {
      const holder = this.#holderOf(lane.first, limits, now);

      if (holder !== null) {
        held[holder] += lane.size;
      }
    }

    return held;
  }

  #holderOf(first: Waiting, limits: LineLimits, now: number): Holder | null {
    return (
      this.#closedBy(limits) ??
      (this.#isKeyFull(first) ? "key" : null) ??
      (this.#readyAt(first, limits) > now ? "rate" : null)
    );
  }

  #drop(id: string): boolean {
    const waiting = this.#waiting.get(id);
    const lane = waiting && this.#lanes.get(laneOf(waiting));

    if (lane !== undefined) {
      lane.size -= 1;
    }

    return this.#waiting.delete(id);
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
  *#openLanes(limits: LineLimits): Generator<LedLane> {
    if (this.#closedBy(limits) !== null) {
      return;
    }

    for (const lane of this.#ledLanes()) {
      if (!this.#isKeyFull(lane.first)) {
        yield lane;
      }
    }
  }

  *#ledLanes(): Generator<LedLane> {
    for (const [name, { waiting, size }] of this.#lanes) {
      const first = this.#firstOf(waiting);

      if (first === undefined) {
        this.#lanes.delete(name);
      } else {
        yield { waiting, size, first };
      }
    }
  }

  /** What keeps all of them; null: nothing. */
  #closedBy({ paused, concurrency }: LineLimits): Holder | null {
    if (paused) {
      return "paused";
    }

    return concurrency !== null && this.#slots.size >= concurrency ? "concurrency" : null;
  }

  #isKeyFull({ key, limit }: Waiting): boolean {
    return key !== null && this.#runningOf(key) >= limit;
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

function laneOf({ task, perSecond, key, limit }: Waiting): string {
  return JSON.stringify([task, perSecond, key, limit]);
}

/** Per second; 0: none. */
function rateOf({ task, perSecond }: Waiting, { tasks }: LineLimits): number {
  return tasks.get(task) ?? perSecond;
}
