/** How much of a node can be made out: at a low zoom its text could not be read. */
export type Detail = "full" | "names" | "blocks";

const LEAST_FULL = 0.5;
const LEAST_NAMES = 0.25;

export function detailAt(zoom: number): Detail {
  if (zoom >= LEAST_FULL) {
    return "full";
  }

  return zoom >= LEAST_NAMES ? "names" : "blocks";
}
