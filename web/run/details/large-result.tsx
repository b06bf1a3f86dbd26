import type { ReactElement } from "react";

import { useResultHead } from "../../api/runs.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

import "../../ui/code.css";

const SKELETON_ROWS = 3;

/** How the result of a run begins that is too large for a page, and the ways to all of it. */
export function LargeResult({
  runId,
  url,
}: {
  readonly runId: string;
  readonly url: string;
}): ReactElement {
  const { data: head, error, refetch } = useResultHead(url);

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {head === undefined && error === null && (
        <Skeleton label="Loading the beginning of the result" rows={SKELETON_ROWS} />
      )}
      {head !== undefined && (
        <div className="code">
          <pre tabIndex={0} aria-label="Result">
            {head} …
          </pre>
        </div>
      )}
      <p className="why">
        It is too large to be shown whole.{" "}
        <a href={url} download={`${runId}.json`}>
          Download it
        </a>
        , or <a href={url}>Open it as JSON</a>
      </p>
    </>
  );
}
