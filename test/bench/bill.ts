/** The bill per million tasks, at list price. */
import { type Usage, costView } from "../../shared/engine/price.ts";
import { figure } from "./finding.ts";
import { printTable } from "./table.ts";

/** Cloudflare Workflows: dollars per million steps. https://developers.cloudflare.com/workflows/reference/pricing/ */
const WORKFLOWS_PER_MILLION = 8;

export interface BilledWork {
  readonly what: string;
  /** Per task. */
  readonly usage: Usage;
}

export function printBill(works: readonly BilledWork[]): void {
  printTable(
    "The bill per task, at list price beyond what a plan includes; CPU and duration are not in it",
    [
      [
        "workload",
        "queue operations",
        "DO requests",
        "rows written",
        "rows read",
        "$ per million",
        "Workflows would take",
      ],
      ...works.map(({ what, usage }) => [
        what,
        figure(usage.queueOperations),
        figure(usage.requests),
        figure(usage.rowsWritten),
        figure(usage.rowsRead),
        `$${(costView(usage).usd * 1_000_000).toFixed(2)}`,
        `$${WORKFLOWS_PER_MILLION.toFixed(2)}`,
      ]),
    ],
  );
}
