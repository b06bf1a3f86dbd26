import { useState, type ReactElement, type ReactNode } from "react";

import type { RunView, TaskState } from "../../shared/wire/views.ts";
import type { LiveRun } from "../live/apply-frame.ts";
import { formatCount } from "../ui/format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { STATE_LOOKS, tally, type Tally } from "../ui/state.ts";
import { AllTasks } from "./all-tasks.tsx";
import { orderRows, rowCount } from "./rows.ts";
import { TaskTable } from "./task-table.tsx";

import "./tasks.css";

/** The overview, every task, or those of one state. */
type View = "overview" | "all" | TaskState;

const SKELETON_ROWS = 4;

interface TasksProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
}

export function Tasks({ run, live }: TasksProps): ReactElement {
  const [view, setView] = useState<View>("overview");
  const counted = tally(run.counts);

  return (
    <section className="tasks" aria-labelledby="tasks-title">
      <header>
        <h2 id="tasks-title">Tasks</h2>
        <ViewPicker view={view} counted={counted} onPick={setView} />
      </header>
      {view === "overview" ? (
        <Overview live={live} total={counted.total} onShowAll={() => setView("all")} />
      ) : (
        <AllTasks key={view} run={run} state={view === "all" ? null : view} />
      )}
    </section>
  );
}

interface ViewPickerProps {
  readonly view: View;
  readonly counted: Tally;
  readonly onPick: (view: View) => void;
}

/** Counts per state, each a way to the tasks behind it. */
function ViewPicker({ view, counted, onPick }: ViewPickerProps): ReactElement {
  return (
    <div className="view-picker" role="group" aria-label="Which tasks are shown">
      <ViewButton view="overview" current={view} onPick={onPick}>
        Overview
      </ViewButton>
      {counted.parts.map(({ state, count }) => (
        <ViewButton key={state} view={state} current={view} onPick={onPick}>
          <span className="state-fill" data-state={state} aria-hidden="true" />
          {formatCount(count)} {STATE_LOOKS[state].counted}
        </ViewButton>
      ))}
      <ViewButton view="all" current={view} onPick={onPick}>
        All {formatCount(counted.total)}
      </ViewButton>
    </div>
  );
}

interface ViewButtonProps {
  readonly view: View;
  readonly current: View;
  readonly onPick: (view: View) => void;
  readonly children: ReactNode;
}

function ViewButton({ view, current, onPick, children }: ViewButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="button small"
      aria-pressed={view === current}
      onClick={() => onPick(view)}
    >
      {children}
    </button>
  );
}

interface OverviewProps {
  readonly live: LiveRun | null;
  readonly total: number;
  readonly onShowAll: () => void;
}

/** What the frames tell: each task as a row, each large group as one. */
function Overview({ live, total, onShowAll }: OverviewProps): ReactElement {
  if (live === null) {
    return (
      <Skeleton
        label={`Loading ${formatCount(total)} tasks`}
        rows={Math.min(total, SKELETON_ROWS)}
      />
    );
  }

  const rows = orderRows(live);
  const all = rowCount(live, total);

  return (
    <>
      <TaskTable label="Overview of the tasks" rows={rows} />
      {rows.length < all && (
        <p className="tasks-foot">
          {formatCount(rows.length)} of {formatCount(all)} rows are shown.
          <button type="button" className="button small" onClick={onShowAll}>
            Show more
          </button>
        </p>
      )}
    </>
  );
}
