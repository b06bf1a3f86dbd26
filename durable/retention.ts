/**
 * How long what is final is kept: Celery's `result_expires`, counted from its end; dead letters longer. What is expired is answered like what
 * never was, from that instant on; its rows are removed some time later, many at once (`expiry.ts`).
 */

const DAY_SECONDS = 86_400;

/** Between two slices of a pass over what has expired. */
export const PAUSE_MS = 1000;

/** What expired is removed so long afterwards, with what expires until then. */
export const SLACK_MS = 10 * 60_000;

/** Times are good for 100 million days, and so long nobody keeps anything. */
const MAX_SECONDS = 100 * 366 * 86_400;

/** Says that they are kept for ever. Celery takes None for that, and 0 too. */
const FOR_EVER: ReadonlySet<string> = new Set(["0", "null", "None"]);

export interface RetentionEnv {
  readonly LOVAGE_RESULT_EXPIRES?: string;
  readonly LOVAGE_DEAD_LETTER_EXPIRES?: string;
}

/** Milliseconds; null: for ever. */
export interface ExpiresMs {
  readonly resultExpiresMs: number | null;
  /** A letter never goes before the results do. */
  readonly deadLetterExpiresMs: number | null;
}

export function expiresMs(env: RetentionEnv): ExpiresMs {
  const results = expiryMs(env, "LOVAGE_RESULT_EXPIRES", DAY_SECONDS);
  const letters = expiryMs(env, "LOVAGE_DEAD_LETTER_EXPIRES", 30 * DAY_SECONDS);

  return {
    resultExpiresMs: results,
    deadLetterExpiresMs: letters === null || results === null ? null : Math.max(letters, results),
  };
}

function expiryMs(
  env: RetentionEnv,
  name: keyof RetentionEnv,
  defaultSeconds: number,
): number | null {
  const text = env[name]?.trim() ?? String(defaultSeconds);

  if (FOR_EVER.has(text)) {
    return null;
  }

  const seconds = text === "" ? Number.NaN : Number(text);

  if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
    throw new RangeError(
      `${name} is "${text}"; expected a number of seconds from 1 to ${MAX_SECONDS} (a day is ${DAY_SECONDS}), or 0 to keep them for ever.`,
    );
  }

  return seconds * 1000;
}

export class Retention {
  readonly #keptMs: number;
  readonly #now: () => number;

  /** `keptMs` null: for ever. */
  constructor(keptMs: number | null, now: () => number) {
    this.#keptMs = keptMs ?? Number.POSITIVE_INFINITY;
    this.#now = now;
  }

  get isForEver(): boolean {
    return this.#keptMs === Number.POSITIVE_INFINITY;
  }

  /** What ended by then is expired; -Infinity when nothing ever is. */
  get cutoff(): number {
    return this.#now() - this.#keptMs;
  }

  /** 0: it goes on. */
  isExpired(finishedAt: number): boolean {
    return finishedAt > 0 && finishedAt <= this.cutoff;
  }

  /** When what ended then is expired. */
  expiresAt(finishedAt: number): number {
    return finishedAt + this.#keptMs;
  }
}
