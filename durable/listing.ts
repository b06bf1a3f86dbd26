/**
 * A page of runs, newest first, from memory and tables together. A look reads a bounded number of rows and says how far it got, so
 * that a filter which matches nothing cannot block the object.
 */
import type { ListQuery, ListReply } from "../shared/wire/rpc.ts";
import type { RunSummary } from "../shared/wire/views.ts";
import type { KeptRun } from "./kept-run.ts";
import type { LoneStore } from "./lone-store.ts";
import type { RunStore } from "./run-store.ts";
import { summaryOf } from "./summary.ts";

/** Records read from the tables for one page. */
const SCAN_RECORDS = 5000;

/** Sorts after every id. */
const NEWEST = "g";

export interface Listed {
  readonly memory: Iterable<KeptRun>;
  readonly runs: RunStore;
  readonly lones: LoneStore;
}

export function listRuns(listed: Listed, query: ListQuery): ListReply {
  const before = query.before ?? NEWEST;
  const memory = new Map(Array.from(listed.memory, (kept) => [kept.run.id, summaryOf(kept)]));
  // Lone tasks with large arguments have rows beside the canvases'.
  const runs = listed.runs.list(before, SCAN_RECORDS);
  const lones =
    query.kind === "canvas" ? [] : listed.lones.list(before, SCAN_RECORDS).map(summaryOf);
  const horizon = [horizonOf(runs), horizonOf(lones)].reduce((newest, id) =>
    id > newest ? id : newest,
  );

  const matching = [
    ...memory.values(),
    ...[...runs, ...lones].filter(({ run_id }) => !memory.has(run_id)),
  ]
    .filter(
      (summary) => summary.run_id < before && summary.run_id >= horizon && matches(summary, query),
    )
    .toSorted((a, b) => (a.run_id < b.run_id ? 1 : -1));
  const page = matching.slice(0, query.limit);

  return {
    runs: page,
    scannedTo: matching.length > page.length ? (page.at(-1)?.run_id ?? null) : horizon || null,
  };
}

/** The oldest record of a look that did not see all: there may be others behind it. "" when it did. */
function horizonOf(newestFirst: readonly RunSummary[]): string {
  return newestFirst.length < SCAN_RECORDS ? "" : (newestFirst.at(-1)?.run_id ?? "");
}

function matches(summary: RunSummary, { kind, state, name, q }: ListQuery): boolean {
  return (
    (kind === "all" || summary.kind === kind) &&
    (state === null || summary.state === state) &&
    (name === null || summary.name === name) &&
    (q === null ||
      summary.run_id.includes(q) ||
      (summary.name ?? "").toLowerCase().includes(q.toLowerCase()))
  );
}
