import { createContext, use, useEffect, useState } from "react";

/** Whether clocks stand still: what they count from is not known to be so any more. */
export const StoppedClocks = createContext(false);

/** The time, looked at again and again while `isRunning`. */
export function useNow(everyMs: number, isRunning = true): number {
  const [now, setNow] = useState(Date.now);
  const isStopped = use(StoppedClocks);

  useEffect(() => {
    if (!isRunning || isStopped) {
      return;
    }

    const timer = setInterval(() => setNow(Date.now()), everyMs);

    return () => clearInterval(timer);
  }, [everyMs, isRunning, isStopped]);

  return now;
}
