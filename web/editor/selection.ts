/** What is selected, in the order in which it was: the last is where the hand is. */
import type { BlockId } from "../../shared/drawing/block.ts";

/** One more, or one less. */
export function toggled(selected: readonly BlockId[], id: BlockId): readonly BlockId[] {
  return selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id];
}

/** One more, and the hand goes there; going back to what is selected lets go of where the hand was. */
export function extended(selected: readonly BlockId[], next: BlockId): readonly BlockId[] {
  const others = selected.filter((id) => id !== next);

  return others.length < selected.length ? [...others.slice(0, -1), next] : [...selected, next];
}
