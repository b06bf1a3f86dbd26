import { useEffect, useState } from "react";

/** Around a picture that scrolls. */
export const FIT_MARGIN = 24;
/** Smaller than this nothing can be read: rather one scrolls. */
const LEAST_FIT = 0.6;

/** The zoom at which the whole width is seen, as long as it can be read. */
export function useFit(sheet: { readonly current: HTMLElement | null }, width: number): number {
  const [room, setRoom] = useState(0);

  useEffect(() => {
    const { current } = sheet;

    if (current === null) {
      return;
    }

    const observer = new ResizeObserver(() => setRoom(current.clientWidth));
    observer.observe(current);

    return () => observer.disconnect();
  }, [sheet]);

  return room === 0 ? 1 : Math.min(1, Math.max(LEAST_FIT, room / (width + 2 * FIT_MARGIN)));
}
