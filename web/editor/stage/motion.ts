const MOVE_MS = 150;

/** How long the picture takes to move; who wants no motion gets none. */
export function moveDuration(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : MOVE_MS;
}
