/** The bill at Cloudflare's list price, in dollars: what a run cost beyond what a plan includes. */
import type { CostView } from "../wire/views.ts";

/** Dollars per million. https://developers.cloudflare.com/queues/platform/pricing/ and .../durable-objects/platform/pricing/ */
const PER_MILLION = {
  queueOperations: 0.4,
  requests: 0.15,
  rowsWritten: 1,
  rowsRead: 0.001,
} as const;

/** What was used, in the units that the platform bills. */
export interface Usage {
  readonly queueOperations: number;
  readonly requests: number;
  readonly rowsWritten: number;
  readonly rowsRead: number;
}

export function costView({ queueOperations, requests, rowsWritten, rowsRead }: Usage): CostView {
  const millionths =
    queueOperations * PER_MILLION.queueOperations +
    requests * PER_MILLION.requests +
    rowsWritten * PER_MILLION.rowsWritten +
    rowsRead * PER_MILLION.rowsRead;

  return {
    queue_operations: rounded(queueOperations),
    do_requests: rounded(requests),
    rows_written: rounded(rowsWritten),
    rows_read: rounded(rowsRead),
    // Rounded far behind any price, so that no sum ends in 000000000001.
    usd: Math.round(millionths * 1e9) / 1e15,
  };
}

/** Shares of a row or a request are fractions. */
function rounded(count: number): number {
  return Math.round(count * 1000) / 1000;
}
