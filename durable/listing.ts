/**
 * A page of runs, newest first, from memory and archive together. A look reads a bounded number of records and says how far it got, so
 * that a filter which matches nothing cannot block the object.
 */
import type { ListQuery, ListReply } from "../shared/wire/rpc.ts";
import type { RunSummary } from "../shared/wire/views.ts";
import type { Archive } from "./archive.ts";
import type { Expiry } from "./expiry.ts";
import type { KeptRun } from "./kept-run.ts";
import { bucketOf } from "./lone-store.ts";
import { summaryOf } from "./summary.ts";

/** Records that one look reads of canvases, and of lone tasks. */
const SCAN_RECORDS = 5000;
const READ_AT_ONCE = 200;

/** Sorts after every id. */
const NEWEST = "ffffffff-ffff-7fff-bfff-ffffffffffff";

/** What a look at one table found. Older than `horizon` there may be more; "" when it saw all. */
interface Scan {
  readonly found: readonly RunSummary[];
  readonly horizon: string;
}

/** What is listed: a shard, as far as lists are concerned. */
export interface Listed {
  readonly runs: Iterable<KeptRun>;
  readonly archive: Archive;
  readonly expiry: Pick<Expiry, "isExpired">;
}

export function listRuns({ runs: memory, archive, expiry }: Listed, query: ListQuery): ListReply {
  const before = query.before ?? NEWEST;
  const inMemory = new Map(Array.from(memory, (kept) => [kept.run.id, summaryOf(kept)]));
  const isWanted = (summary: RunSummary): boolean =>
    summary.run_id < before &&
    matches(summary, query) &&
    !expiry.isExpired(Date.parse(summary.finished_at ?? ""));
  const isNew = (summary: RunSummary): boolean =>
    !inMemory.has(summary.run_id) && isWanted(summary);

  // Lone tasks with large arguments have rows beside the canvases'.
  const scans = [
    scan(runsBefore(archive, before), isNew, query.limit),
    ...(query.kind === "canvas" ? [] : [scan(lonesBefore(archive, before), isNew, query.limit)]),
  ];
  const horizon = scans
    .map((each) => each.horizon)
    .reduce((newest, id) => (id > newest ? id : newest));
  const found = [...[...inMemory.values()].filter(isWanted), ...scans.flatMap((each) => each.found)]
    .filter(({ run_id }) => run_id >= horizon)
    .toSorted((a, b) => (a.run_id < b.run_id ? 1 : -1));
  const runs = found.slice(0, query.limit);
  const last = found.length > runs.length ? runs.at(-1)?.run_id : horizon;

  return { runs, scannedTo: last === "" ? null : (last ?? null) };
}

function scan(
  newestFirst: Iterable<RunSummary>,
  isWanted: (summary: RunSummary) => boolean,
  limit: number,
): Scan {
  const found: RunSummary[] = [];
  let scanned = 0;

  for (const summary of newestFirst) {
    scanned += 1;

    if (isWanted(summary)) {
      found.push(summary);
    }

    if (found.length > limit || scanned === SCAN_RECORDS) {
      return { found, horizon: summary.run_id };
    }
  }

  return { found, horizon: "" };
}

function* runsBefore({ runs }: Archive, before: string): Generator<RunSummary> {
  let page = runs.list(before, READ_AT_ONCE);

  while (page.length > 0) {
    yield* page;
    page = runs.list(page.at(-1)?.run_id ?? "", READ_AT_ONCE);
  }
}

function* lonesBefore({ lones }: Archive, before: string): Generator<RunSummary> {
  let bucket = lones.bucketUpTo(bucketOf(before));

  while (bucket !== undefined) {
    yield* lones.bucket(bucket, before).map(summaryOf);

    bucket = lones.bucketUpTo(bucket - 1);
  }
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
