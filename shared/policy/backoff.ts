/** Exponential backoff exactly as Celery's: doubling from `factor`, capped, with full jitter if asked for. */

export interface Backoff {
  /** Seconds before the first retry; whole. */
  readonly factor: number;
  /** Seconds before any retry; whole. */
  readonly maximum: number;
  /** True: a whole number of seconds between 0 and the backoff, each as likely, so that many failures do not come back at once. */
  readonly jitter: boolean;
}

/** Seconds to wait after a failure that `retries` retries went before. `random` gives numbers in [0, 1). */
export function backoffSeconds(
  retries: number,
  { factor, maximum, jitter }: Backoff,
  random: () => number,
): number {
  const seconds = Math.min(maximum, factor * 2 ** retries);

  return jitter ? Math.floor(random() * (seconds + 1)) : seconds;
}
