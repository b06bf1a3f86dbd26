import { useMutation } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";

import { retryRun } from "../api/actions.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";

import "../ui/button.css";

interface RetryButtonProps {
  readonly runId: string;
  /** The id of a task, or "failed". */
  readonly from: string;
  readonly icon: IconName;
  readonly isPrimary?: boolean;
  readonly children: ReactNode;
}

/** Runs a part of a run that is over again. */
export function RetryButton({
  runId,
  from,
  icon,
  isPrimary = false,
  children,
}: RetryButtonProps): ReactElement {
  const retry = useMutation({ mutationFn: () => retryRun(runId, from) });

  return (
    <>
      <button
        type="button"
        className={isPrimary ? "button primary" : "button"}
        disabled={retry.isPending}
        onClick={() => retry.mutate()}
      >
        <Icon name={icon} size={14} />
        {children}
      </button>
      {retry.error !== null && <ErrorNote error={retry.error} />}
    </>
  );
}
