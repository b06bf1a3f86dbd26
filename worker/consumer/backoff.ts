/** How long to wait before something is tried again. `random` is in [0, 1). */

const FIRST_MS = 50;
const MAX_MS = 5000;
const MAX_DELAY_SECONDS = 60;

/** Before try `tries + 1` of a call that failed: doubling, half of it jitter, so that many callers do not come back at once. */
export function backoffMs(tries: number, random: number): number {
  return Math.min(MAX_MS, FIRST_MS * 2 ** tries) * (0.5 + random / 2);
}

/** For a message that was delivered `attempts` times to a consumer that could not reach its backend. */
export function redeliverySeconds(attempts: number, random: number): number {
  return Math.ceil(Math.min(MAX_DELAY_SECONDS, 2 ** attempts) * (0.5 + random / 2));
}
