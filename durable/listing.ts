/**
 * A page of runs, newest first, from memory and archive together. A look reads a bounded number of records and says how far it got, so
 * that a filter which matches nothing cannot block the object.
 */
import type { ListQuery, ListReply, ListedRun } from "../shared/wire/rpc.ts";
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
  readonly found: readonly ListedRun[];
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
  const inMemory = new Map(Array.from(memory, (kept) => [kept.run.id, listed(kept)]));
  const isWanted = (run: ListedRun): boolean =>
    run.id < before &&
    matches(run, query) &&
    !expiry.isExpired(Date.parse(run.summary.finished_at ?? ""));
  const isNew = (run: ListedRun): boolean => !inMemory.has(run.id) && isWanted(run);

  // Lone tasks with large arguments have rows beside the canvases'.
  const scans = [
    scan(runsBefore(archive, before), isNew, query.limit),
    ...(query.kind === "canvas" ? [] : [scan(lonesBefore(archive, before), isNew, query.limit)]),
  ];
  const horizon = scans
    .map((each) => each.horizon)
    .reduce((newest, id) => (id > newest ? id : newest));
  const found = [...[...inMemory.values()].filter(isWanted), ...scans.flatMap((each) => each.found)]
    .filter(({ id }) => id >= horizon)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const runs = found.slice(0, query.limit);
  const last = found.length > runs.length ? runs.at(-1)?.id : horizon;

  return { runs, scannedTo: last === "" ? null : (last ?? null) };
}

function scan(
  newestFirst: Iterable<ListedRun>,
  isWanted: (run: ListedRun) => boolean,
  limit: number,
): Scan {
  const found: ListedRun[] = [];
  let scanned = 0;

  for (const run of newestFirst) {
    scanned += 1;

    if (isWanted(run)) {
      found.push(run);
    }

    if (found.length > limit || scanned === SCAN_RECORDS) {
      return { found, horizon: run.id };
    }
  }

  return { found, horizon: "" };
}

function* runsBefore({ runs }: Archive, before: string): Generator<ListedRun> {
  let page = runs.list(before, READ_AT_ONCE);

  while (page.length > 0) {
    yield* page;
    page = runs.list(page.at(-1)?.id ?? "", READ_AT_ONCE);
  }
}

function* lonesBefore({ lones }: Archive, before: string): Generator<ListedRun> {
  let bucket = lones.bucketUpTo(bucketOf(before));

  while (bucket !== undefined) {
    yield* lones.bucket(bucket, before).map(listed);

    bucket = lones.bucketUpTo(bucket - 1);
  }
}

function listed(kept: KeptRun): ListedRun {
  return { id: kept.run.id, summary: summaryOf(kept) };
}

function matches({ summary }: ListedRun, { kind, state, name, q }: ListQuery): boolean {
  return (
    (kind === "all" || summary.kind === kind) &&
    (state === null || summary.state === state) &&
    (name === null || summary.name === name) &&
    (q === null ||
      summary.run_id.includes(q) ||
      (summary.name ?? "").toLowerCase().includes(q.toLowerCase()))
  );
}
