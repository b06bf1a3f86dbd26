/** A longer delay would overflow and end at once. It is 25 days: nothing here lives that long. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Calls back once after so long; what it returns cancels that. */
export function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, Math.min(ms, MAX_DELAY_MS));

  return () => {
    clearTimeout(timer);
  };
}
