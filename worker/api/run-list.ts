/** The lists of all shards as one, newest first. */
import { runCreatedAt } from "../../shared/engine/ids.ts";
import type { ListReply } from "../../shared/wire/rpc.ts";
import type { RunSummary } from "../../shared/wire/views.ts";

export interface RunList {
  readonly runs: readonly RunSummary[];
  /** Ask for what is older than this; null: this was all. */
  readonly next_cursor: string | null;
  /** Everything newer than this was looked at; null: everything was. */
  readonly scanned_until: string | null;
}

/**
 * A shard that stopped early says how far it got. Older runs of the others could have newer ones missing among them, so the list ends
 * there. Run ids sort by time.
 */
export function mergeLists(replies: readonly ListReply[], limit: number): RunList {
  const horizons = replies.flatMap(({ scannedTo }) => scannedTo ?? []);
  const horizon =
    horizons.length === 0 ? null : horizons.reduce((newest, id) => (id > newest ? id : newest));
  const known = replies
    .flatMap(({ runs }) => runs)
    .filter(({ id }) => horizon === null || id >= horizon)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const page = known.slice(0, limit);
  const cursor = known.length > limit ? (page.at(-1)?.id ?? null) : horizon;

  return {
    runs: page.map(({ summary }) => summary),
    next_cursor: cursor,
    scanned_until: cursor === null ? null : new Date(runCreatedAt(cursor)).toISOString(),
  };
}
