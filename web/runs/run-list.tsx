import type { ReactElement } from "react";

import type { RunSummary } from "../../shared/wire/views.ts";
import type { useRunList } from "../api/run-list.ts";
import { Link } from "../app/navigation.tsx";
import { HOME_PATH } from "../app/route.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { formatCount, formatInstant } from "../ui/format.ts";
import { Loading } from "../ui/loading.tsx";
import { PagedTable } from "../ui/paged-table.tsx";
import { useNow } from "../ui/use-now.ts";
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

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {runsIn(list).length === 0 && !list.hasNextPage ? (
        <NoRuns filter={filter} />
      ) : (
        <>
          {runsIn(list).length > 0 && <Rows list={list} />}
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

  return (
    <PagedTable
      className="run-table"
      label="Runs, newest first"
      list={list}
      items={runsIn(list)}
      rowPx={ROW_PX}
      keyOf={({ run_id: id }) => id}
      head={
        <>
          <span role="columnheader">State</span>
          <span role="columnheader">Run</span>
          <span role="columnheader">Tasks done</span>
          <span role="columnheader">Took</span>
          <span role="columnheader">Created</span>
        </>
      }
      renderRow={(run, row) => <RunRow run={run} now={now} row={row} />}
    />
  );
}

/** How far the list reaches, and the way further back. */
function Foot({ list }: Pick<RunListProps, "list">): ReactElement {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const shown = runsIn(list).length;
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

function runsIn({ data }: RunListProps["list"]): readonly RunSummary[] {
  return data?.pages.flatMap(({ runs }) => runs) ?? [];
}
