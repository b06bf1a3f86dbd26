const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/** How long to wait before the given attempt (0 is the first). `random` in [0, 1) spreads clients that all lost one server. */
export function reconnectDelayMs(attempt: number, random: number): number {
  const ceiling = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);

  return ceiling * (0.5 + random / 2);
}
