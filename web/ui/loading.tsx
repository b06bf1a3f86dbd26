import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";

import { ErrorNote } from "./error-note.tsx";
import { Skeleton, type SkeletonProps } from "./skeleton.tsx";

interface LoadingProps extends SkeletonProps {
  readonly query: Pick<UseQueryResult, "error" | "refetch">;
}

/** Stands for what is not there yet, or says why it did not come. */
export function Loading({ query: { error, refetch }, ...skeleton }: LoadingProps): ReactElement {
  return error === null ? (
    <Skeleton {...skeleton} />
  ) : (
    <ErrorNote error={error} onRetry={() => void refetch()} />
  );
}
