/** The platform's clock as the parts of a shard are given it. */
export function later(work: () => void, ms: number): void {
  setTimeout(work, ms);
}
