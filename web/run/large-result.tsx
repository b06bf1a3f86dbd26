import type { ReactElement } from "react";

import { useResult } from "../api/results.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { JsonBlock } from "../ui/json-block.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

/** A result that is too large for a frame, read when it is wanted. */
export function LargeResult({ url }: { readonly url: string }): ReactElement {
  const { data, error, refetch } = useResult(url);

  if (data !== undefined) {
    return <JsonBlock value={data} label="Result" />;
  }

  return error === null ? (
    <Skeleton label="Loading the result" rows={1} />
  ) : (
    <ErrorNote error={error} onRetry={() => void refetch()} />
  );
}
