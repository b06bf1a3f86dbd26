import { useMutation } from "@tanstack/react-query";
import { use, useEffect, useMemo, type ReactElement } from "react";

import { revokeRun } from "../../api/actions.ts";
import { Link } from "../../app/navigation.tsx";
import { runPath } from "../../app/route.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { describeConnection } from "../../live/describe-connection.ts";
import { LiveMark } from "../../live/live-mark.tsx";
import { useLiveRun } from "../../live/use-live-run.ts";
import { pictureOf } from "../../run/picture.ts";
import { formatCount } from "../../ui/format.ts";
import { StateBadge } from "../../ui/state-badge.tsx";
import { tally } from "../../ui/state.ts";
import { useNow } from "../../ui/use-now.ts";
import type { RunOfDrawing } from "../store.ts";
import { useEditorStore } from "../use-editor.ts";
import { numbersOf } from "./numbers.ts";
import { StatusContext } from "./status-store.ts";
import { statusesOf } from "./statuses.ts";

import "./run-overlay.css";

const CLOCK_MS = 1_000;

/** The run that is laid over the drawing: told to the nodes, and in one line above them. */
export function RunOverlay({ run }: { readonly run: RunOfDrawing }): ReactElement {
  const store = useEditorStore();
  const statuses = use(StatusContext);
  const numbers = useMemo(() => numbersOf(run.drawing), [run.drawing]);
  const { live, connection } = useLiveRun(run.runId);
  const now = useNow(CLOCK_MS, live?.run.finished_at === null);

  useEffect(() => {
    if (live !== null) {
      const picture = pictureOf(live, { at: null, now, members: new Map() });
      const { statuses: before } = statuses.overlay;

      statuses.show({
        statuses: statusesOf(run.drawing, numbers, { picture, before }),
        picture,
      });
    }
  }, [live, now, numbers, run.drawing, statuses]);

  useEffect(() => () => statuses.clear(), [statuses]);

  const counted = live === null ? null : tally(live.run.counts);
  const isOver = live !== null && live.run.finished_at !== null;

  return (
    <div className="run-overlay" role="status" aria-label="The run of this drawing">
      {live !== null && <StateBadge state={live.run.state} />}
      {counted !== null && (
        <span>
          {formatCount(counted.done)} of {formatCount(counted.total)} tasks done
        </span>
      )}
      <LiveMark look={describeConnection(connection)} />
      <Link to={runPath(run.runId)} className="button small">
        Open run
      </Link>
      {!isOver && live !== null && <Stop runId={run.runId} />}
      <button
        type="button"
        className="button quiet small square"
        aria-label="Hide the run"
        onClick={() => store.set({ run: null })}
      >
        <Glyph name="x" size={14} />
      </button>
    </div>
  );
}

function Stop({ runId }: { readonly runId: string }): ReactElement {
  const revoke = useMutation({ mutationFn: () => revokeRun(runId, { terminate: true }) });

  return (
    <button
      type="button"
      className="button danger small"
      disabled={revoke.isPending}
      onClick={() => revoke.mutate()}
    >
      Revoke
    </button>
  );
}
