/** What a run has cost so far, in the units that the platform bills. Shared costs (an RPC, a log row) are split over the runs in them. */
import type { Usage } from "../shared/engine/price.ts";
import type { KeptRun } from "./kept-run.ts";
import type { CostRow } from "./ring-log.ts";
import type { Sql } from "./sql.ts";

export type Meter = { -readonly [Unit in keyof Usage]: Usage[Unit] };

/** One message is written, read and deleted. https://developers.cloudflare.com/queues/platform/pricing/ */
const OPERATIONS_PER_MESSAGE = 3;

export function newMeter(): Meter {
  return { queueOperations: 0, requests: 0, rowsWritten: 0, rowsRead: 0 };
}

/** Does the work of one request and splits what it cost over the runs it was about: one entry per task, so larger parts pay more. */
export function metered<Result>(
  sql: Sql,
  meters: () => readonly Meter[],
  work: () => Result,
): Result {
  const { rowsRead, rowsWritten } = sql.usage;
  const result = work();
  const paying = meters();

  for (const meter of paying) {
    meter.requests += 1 / paying.length;
    meter.rowsRead += (sql.usage.rowsRead - rowsRead) / paying.length;
    meter.rowsWritten += (sql.usage.rowsWritten - rowsWritten) / paying.length;
  }

  return result;
}

export function chargeMessages(meter: Meter, messages: number): void {
  meter.queueOperations += messages * OPERATIONS_PER_MESSAGE;
}

/** As it is written with the log, so that what a run cost is not forgotten with the object. */
export function costOf({ run, meter }: KeptRun): CostRow {
  return [run.id, meter.queueOperations, meter.requests, meter.rowsWritten, meter.rowsRead];
}

export function restoreCost({ meter }: KeptRun, cost: CostRow): void {
  const [, queueOperations, requests, rowsWritten, rowsRead] = cost;

  Object.assign(meter, { queueOperations, requests, rowsWritten, rowsRead });
}
