import { useOnViewportChange, useStore, type Viewport } from "@xyflow/react";
import { useCallback, useState } from "react";

import { detailAt } from "../../../graph/detail.ts";

/** From so many nodes on only those in sight are there, and from afar, where all of them can be in sight, one picture is. */
export const MANY_NODES = 150;

/**
 * Whether the drawing is shown as one picture: from so far that no name can be read. Nodes come back once the picture stands still, since
 * while it moves they would hold it up.
 */
export function useFar(count: number): boolean {
  const isAfar = useStore(({ transform }) => isFarAt(transform[2]));
  const [wasAfar, setWasAfar] = useState(isAfar);

  if (isAfar && !wasAfar) {
    setWasAfar(true);
  }

  useOnViewportChange({
    onEnd: useCallback(({ zoom }: Viewport) => setWasAfar(isFarAt(zoom)), []),
  });

  return count > MANY_NODES && (isAfar || wasAfar);
}

function isFarAt(zoom: number): boolean {
  return detailAt(zoom) === "blocks";
}
