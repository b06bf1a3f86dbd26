/** What the platform bills, added up and divided. */
import type { Usage } from "../../shared/engine/price.ts";
import type { CostView } from "../../shared/wire/views.ts";

export function usageOf({
  queue_operations,
  do_requests,
  rows_written,
  rows_read,
}: CostView): Usage {
  return {
    queueOperations: queue_operations,
    requests: do_requests,
    rowsWritten: rows_written,
    rowsRead: rows_read,
  };
}

export function sumOf(usages: readonly Usage[]): Usage {
  return usages.reduce((sum, usage) => ({
    queueOperations: sum.queueOperations + usage.queueOperations,
    requests: sum.requests + usage.requests,
    rowsWritten: sum.rowsWritten + usage.rowsWritten,
    rowsRead: sum.rowsRead + usage.rowsRead,
  }));
}

export function perTask(
  { queueOperations, requests, rowsWritten, rowsRead }: Usage,
  tasks: number,
): Usage {
  return {
    queueOperations: queueOperations / tasks,
    requests: requests / tasks,
    rowsWritten: rowsWritten / tasks,
    rowsRead: rowsRead / tasks,
  };
}
