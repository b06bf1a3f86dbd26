import { use, useEffect, useMemo, useState, type ReactElement } from "react";

import type { LiveRun } from "../../live/apply-frame.ts";
import { Scrubber } from "../../run/graph/scrubber.tsx";
import { pictureOf } from "../../run/picture.ts";
import { useGroupMembers } from "../../run/use-group-members.ts";
import { StoppedClocks, useNow } from "../../ui/use-now.ts";
import type { RunOfDrawing } from "../store.ts";
import { useDrawing } from "../use-editor.ts";
import { editedSince } from "./edited.ts";
import { numbersOf } from "./numbers.ts";
import { StatusContext } from "./status-store.ts";
import { statusesOf } from "./statuses.ts";

const CLOCK_MS = 1_000;

interface RunPictureProps {
  readonly run: RunOfDrawing;
  readonly live: LiveRun;
}

/** Tells the nodes how they fare: now, or at any moment since the run began. */
export function RunPicture({ run, live }: RunPictureProps): ReactElement {
  const { created_at: created, finished_at: finished } = live.run;
  const statuses = use(StatusContext);
  const drawing = useDrawing();
  const edited = useMemo(() => editedSince(run.drawing, drawing), [run.drawing, drawing]);
  const numbers = useMemo(() => numbersOf(run.drawing), [run.drawing]);
  /** In milliseconds since the run was created; null: now. */
  const [moment, setMoment] = useState<number | null>(null);
  const now = useNow(CLOCK_MS, finished === null);
  const members = useGroupMembers(live.run, live, moment !== null);
  const isStale = use(StoppedClocks);
  const origin = Date.parse(created);
  const at = moment === null ? null : origin + moment;

  useEffect(() => {
    const picture = pictureOf(live, { at, now, members });
    const { statuses: before } = statuses.overlay;
    const showing = { picture, before, edited };

    statuses.show({ statuses: statusesOf(run.drawing, numbers, showing), picture, isStale });
  }, [live, at, now, members, numbers, edited, run.drawing, statuses, isStale]);

  useEffect(() => () => statuses.clear(), [statuses]);

  return (
    <div className="run-time" data-past={moment !== null}>
      <Scrubber
        end={Math.max(1, (finished === null ? now : Date.parse(finished)) - origin)}
        moment={moment}
        isOver={finished !== null}
        onMove={setMoment}
      />
    </div>
  );
}
