import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { StageWire } from "./flow.ts";

/** The hand needs a moment from the wire to the buttons on it. */
const LEAVE_MS = 350;

interface HoveredWire {
  /** Undefined: none, or it is not drawn any more. */
  readonly found: StageWire | undefined;
  readonly enter: (id: string) => void;
  readonly stay: () => void;
  readonly leave: () => void;
  readonly drop: () => void;
}

/** The wire under the hand, or the one that was touched. */
export function useHoveredWire(wires: readonly StageWire[]): HoveredWire {
  const [id, setId] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = useCallback(() => clearTimeout(timer.current), []);

  useEffect(() => stay, [stay]);

  const hands = useMemo(
    () => ({
      enter: (wire: string) => {
        stay();
        setId(wire);
      },
      stay,
      leave: () => {
        stay();
        timer.current = setTimeout(() => setId(null), LEAVE_MS);
      },
      drop: () => setId(null),
    }),
    [stay],
  );

  return { ...hands, found: wires.find(({ wire }) => wire.id === id) };
}
