import { useEffect, type ReactElement } from "react";

import type { useRunList } from "../api/run-list.ts";
import { Link } from "../app/navigation.tsx";
import { HOME_PATH } from "../app/route.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatCount, formatInstant } from "../ui/format.ts";
import { Loading } from "../ui/loading.tsx";
import { useNow } from "../ui/use-now.ts";
import { useWindowRows } from "../ui/use-window-rows.ts";
import { isFiltered, type RunFilter } from "./run-filter.ts";
import { RunRow } from "./run-row.tsx";

import "../ui/note.css";
import "./run-list.css";

const SKELETON_ROWS = 8;
const ROW_PX = 40;
const CLOCK_MS = 1_000;

interface RunListProps {
  readonly filter: RunFilter;
  readonly list: ReturnType<typeof useRunList>;
}

/** The runs, or why there are none. */
export function RunList({ filter, list }: RunListProps): ReactElement {
  const { data, error, refetch } = list;

  if (data === undefined) {
    return <Loading query={list} label="Loading the runs" rows={SKELETON_ROWS} />;
  }

  const isEmpty = !list.hasNextPage && data.pages.every(({ runs }) => runs.length === 0);

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {isEmpty ? (
        <NoRuns filter={filter} />
      ) : (
        <>
          <Rows list={list} />
          <Foot list={list} />
        </>
      )}
    </>
  );
}

function NoRuns({ filter }: { readonly filter: RunFilter }): ReactElement {
  return isFiltered(filter) ? (
    <div className="blank">
      <b>No run is like that</b>
      <p>Everything that is kept was looked at. Ask for less, or clear the filter.</p>
    </div>
  ) : (
    <div className="blank">
      <b>No runs yet</b>
      <p>
        They appear here as they start. <Link to={HOME_PATH}>Post a canvas</Link>
      </p>
    </div>
  );
}

function Rows({ list }: Pick<RunListProps, "list">): ReactElement {
  const now = useNow(CLOCK_MS);
  const runs = list.data?.pages.flatMap((page) => page.runs) ?? [];
  const { ref, rows, before, after, measure } = useWindowRows({
    count: runs.length,
    heightOf: () => ROW_PX,
    keyOf: (index) => runs[index]?.run_id ?? String(index),
  });
  const last = rows.at(-1)?.index ?? -1;
  const wantsMore = list.hasNextPage && !list.isFetching && last === runs.length - 1 && last >= 0;
  const { fetchNextPage } = list;

  useEffect(() => {
    if (wantsMore) {
      void fetchNextPage();
    }
  }, [wantsMore, fetchNextPage]);

  return (
    <div
      className="run-table"
      role="table"
      aria-label="Runs, newest first"
      aria-rowcount={list.hasNextPage ? -1 : runs.length + 1}
      aria-busy={list.isPlaceholderData}
    >
      <div role="rowgroup" className="run-table-head">
        <div role="row" aria-rowindex={1}>
          <span role="columnheader">State</span>
          <span role="columnheader">Run</span>
          <span role="columnheader">Tasks done</span>
          <span role="columnheader">Took</span>
          <span role="columnheader">Created</span>
        </div>
      </div>
      <div role="rowgroup" ref={ref} style={{ paddingTop: before, paddingBottom: after }}>
        {rows.map(({ key, index }) => {
          const run = runs[index];

          return run && <RunRow key={key} run={run} index={index} now={now} rowRef={measure} />;
        })}
      </div>
    </div>
  );
}

/** How far the list reaches, and the way further back. */
function Foot({ list }: Pick<RunListProps, "list">): ReactElement {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const shown = data?.pages.reduce((sum, { runs }) => sum + runs.length, 0) ?? 0;
  const until = data?.pages.at(-1)?.scanned_until ?? null;

  return (
    <p className="run-list-foot">
      {formatCount(shown)} {shown === 1 ? "run" : "runs"}
      {hasNextPage && until !== null && (
        <>
          , looked back to {formatInstant(until)}
          <button
            type="button"
            className="button small"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            Look further back
          </button>
        </>
      )}
    </p>
  );
}
