/** The workloads. Their tasks do next to nothing, so that what is measured is the system around them. */
import {
  type Canvas,
  chainCanvas,
  chordCanvas,
  groupCanvas,
  taskCanvas,
} from "../../shared/canvas/canvas.ts";

export function oneAdd(): Canvas {
  return taskCanvas("add", { args: [2, 2] });
}

export function groupOfAdds(size: number): Canvas {
  return groupCanvas(adds(size));
}

/** Its result is the sum of 2 * (0 + 1 + ... + size - 1). */
export function chordOfAdds(size: number): Canvas {
  return chordCanvas(adds(size), taskCanvas("xsum"));
}

/** Its result is its length. */
export function chainOfAdds(length: number): Canvas {
  const first = taskCanvas("add", { args: [0, 1] });

  return chainCanvas([
    first,
    ...Array.from({ length: length - 1 }, () => taskCanvas("add", { args: [1] })),
  ]);
}

function adds(size: number): Canvas[] {
  return Array.from({ length: size }, (_, index) => taskCanvas("add", { args: [index, index] }));
}
