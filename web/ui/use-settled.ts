import { useEffect, useState } from "react";

/** A value once it has not changed for a while, as of a text that is being typed. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);

  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);

    return () => clearTimeout(timer);
  }, [value, afterMs]);

  return settled;
}
