import { useCallback, useEffect, useRef, useState } from "react";

import type { FlowEdge } from "./flow.ts";

/** The hand needs a moment from the wire to the buttons on it. */
const LEAVE_MS = 350;

interface HoveredWire {
  /** Undefined: none, or it is not drawn any more. */
  readonly edge: FlowEdge | undefined;
  readonly enter: (id: string) => void;
  readonly stay: () => void;
  readonly leave: () => void;
  readonly drop: () => void;
}

/** The wire under the hand, or the one that was touched. */
export function useHoveredWire(edges: readonly FlowEdge[]): HoveredWire {
  const [id, setId] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = useCallback(() => clearTimeout(timer.current), []);

  useEffect(() => stay, [stay]);

  return {
    edge: edges.find((edge) => edge.id === id),
    enter: (wire) => {
      stay();
      setId(wire);
    },
    stay,
    leave: () => {
      stay();
      timer.current = setTimeout(() => setId(null), LEAVE_MS);
    },
    drop: () => setId(null),
  };
}
