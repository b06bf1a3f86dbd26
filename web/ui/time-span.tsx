import type { ReactNode } from "react";

import { between, formatDuration } from "./format.ts";
import { useNow } from "./use-now.ts";

const TICK_MS = 1_000;

interface TimeSpanProps {
  /** Null: it has not begun, and nothing is shown. */
  readonly start: string | null;
  /** Null: it goes on, and what is shown grows. */
  readonly end: string | null;
}

/** How long something took, or takes so far. */
export function TimeSpan({ start, end }: TimeSpanProps): ReactNode {
  const now = useNow(TICK_MS, start !== null && end === null);

  return start === null ? null : formatDuration(between(start, end) ?? now - Date.parse(start));
}
