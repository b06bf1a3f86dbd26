/** Calls back once after so long; what it returns cancels that. */
export function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);

  return () => {
    clearTimeout(timer);
  };
}
