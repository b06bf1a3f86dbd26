import { useEffect, type ReactElement } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { ApiError } from "../../api/api-error.ts";
import { useRun } from "../../api/runs.ts";
import { Link } from "../../app/navigation.tsx";
import { runPath } from "../../app/route.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { isStale } from "../../live/connection.ts";
import { describeConnection } from "../../live/describe-connection.ts";
import { LiveMark } from "../../live/live-mark.tsx";
import { useLiveRun } from "../../live/use-live-run.ts";
import { RunActions } from "../../run/run-actions.tsx";
import { formatCount } from "../../ui/format.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import { STATE_LOOKS, tally } from "../../ui/state.ts";
import { StoppedClocks } from "../../ui/use-now.ts";
import { ChangeMark } from "../change-mark.tsx";
import type { RunOfDrawing } from "../store.ts";
import { useEditorStore } from "../use-editor.ts";
import { RunPicture } from "./run-picture.tsx";
import { useIsEdited } from "./use-is-edited.ts";

import "./run-overlay.css";

/** The run that is laid over the drawing: told to the nodes, and in one line above them. Below them is its time. */
export function RunOverlay({ run }: { readonly run: RunOfDrawing }): ReactElement {
  const { live, connection } = useLiveRun(run.runId);
  const stale = isStale(connection);

  useGone(run.runId);

  return (
    <>
      <section className="run-overlay" aria-label="The run of this drawing" data-stale={stale}>
        {live !== null && <Progress run={live.run} />}
        <LiveMark look={describeConnection(connection)} />
        <EditedMark run={run} />
        {live !== null && <RunActions run={live.run} />}
        <Link to={runPath(run.runId)} className="button">
          Open run
        </Link>
        <HideButton />
      </section>
      <StoppedClocks value={stale}>
        {live !== null && <RunPicture run={run} live={live} />}
      </StoppedClocks>
    </>
  );
}

function Progress({ run }: { readonly run: RunView }): ReactElement {
  const { done, total } = tally(run.counts);

  return (
    <>
      <p className="sr" role="status">
        The run is {STATE_LOOKS[run.state].word}.
      </p>
      <StateBadge state={run.state} />
      <span>
        {formatCount(done)} of {formatCount(total)} tasks done
      </span>
    </>
  );
}

/** Says that what is drawn is not what ran. */
function EditedMark({ run }: { readonly run: RunOfDrawing }): ReactElement | null {
  return !useIsEdited(run) ? null : (
    <ChangeMark
      kind="changed"
      title="The states are those of the drawing as it was run. What was changed since was no part of it: run it again."
    >
      Edited since
    </ChangeMark>
  );
}

function HideButton(): ReactElement {
  const store = useEditorStore();

  return (
    <button
      type="button"
      className="button quiet square"
      aria-label="Hide the run"
      onClick={() => store.set({ run: null })}
    >
      <Glyph name="x" size={14} />
    </button>
  );
}

/** A run that was shown before the page was left may be forgotten by now. */
function useGone(runId: string): void {
  const store = useEditorStore();
  const { error } = useRun(runId);
  const isGone = error instanceof ApiError && error.status === 404;

  useEffect(() => {
    if (isGone) {
      store.set({ run: null });
      store.say("The run that was shown here is kept no more.");
    }
  }, [isGone, store]);
}
