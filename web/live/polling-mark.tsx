import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";

import { useNow } from "../ui/use-now.ts";
import { describePolling } from "./describe-polling.ts";
import { LiveMark } from "./live-mark.tsx";

const CLOCK_MS = 1_000;

interface PollingMarkProps {
  readonly query: Pick<UseQueryResult, "error" | "failureCount" | "fetchStatus" | "dataUpdatedAt">;
  /** How often it is read. */
  readonly everyMs: number;
}

/** Whether what is read again and again tells what is now. */
export function PollingMark({ query, everyMs }: PollingMarkProps): ReactElement {
  const look = describePolling({
    isPaused: false,
    hasFailed: query.error !== null || query.failureCount > 0 || query.fetchStatus === "paused",
    readAt: query.dataUpdatedAt,
    now: useNow(CLOCK_MS),
    everyMs,
  });

  return <LiveMark look={look} />;
}
