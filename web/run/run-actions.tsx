import type { ReactElement } from "react";

import type { RunView } from "../../shared/wire/views.ts";
import { revokeRun } from "../api/actions.ts";
import { useSession } from "../api/session.ts";
import { formatCount } from "../ui/format.ts";
import { tally } from "../ui/state.ts";
import { RetryButton } from "./retry-button.tsx";
import { RevokeDialog } from "./revoke-dialog.tsx";

/** What can be done about the run as a whole. */
export function RunActions({ run }: { readonly run: RunView }): ReactElement | null {
  const mayAct = useSession().data?.role !== "viewer";

  if (!mayAct) {
    return <span className="meta">Your token may look, not act.</span>;
  }

  return run.finished_at === null ? <Revoke run={run} /> : <RetryFailed run={run} />;
}

function Revoke({ run }: { readonly run: RunView }): ReactElement {
  const { done, total } = tally(run.counts);
  const left = total - done;

  return (
    <RevokeDialog
      what={left === 1 ? "Revoke 1 task" : `Revoke ${formatCount(left)} tasks`}
      revoke={(options) => revokeRun(run.run_id, options)}
    />
  );
}

/** What succeeded keeps its result. */
function RetryFailed({ run }: { readonly run: RunView }): ReactElement | null {
  const { FAILURE: failed = 0, REVOKED: revoked = 0 } = run.counts;

  if (failed + revoked === 0) {
    return null;
  }

  return (
    <RetryButton runId={run.run_id} from="failed" icon="rotate-ccw" isPrimary>
      Retry {formatCount(failed + revoked)} {revoked === 0 ? "failed" : "unfinished"}
    </RetryButton>
  );
}
