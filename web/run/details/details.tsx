import { useEffect, useRef, type ReactElement, type ReactNode } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { Icon } from "../../ui/icon.tsx";
import { useEscape } from "../../ui/use-escape.ts";
import { selectNothing, useSelection } from "../selection.ts";
import { GroupDetails } from "./group-details.tsx";
import { RunDetails } from "./run-details.tsx";
import { TaskDetails } from "./task-details.tsx";

import "../../ui/button.css";
import "./details.css";

interface DetailsProps {
  readonly run: RunView;
  readonly live: LiveRun | null;
}

/** Beside every view: what is selected, or the run as a whole. */
export function Details({ run, live }: DetailsProps): ReactElement {
  const selection = useSelection();

  switch (selection?.kind) {
    case "task":
      return (
        <Panel key={selection.taskId} name="Task">
          <TaskDetails run={run} live={live} selection={selection} />
        </Panel>
      );
    case "group":
      return (
        <Panel key={selection.groupId} name="Group">
          <GroupDetails run={run} live={live} groupId={selection.groupId} />
        </Panel>
      );
    case undefined:
      return (
        <aside className="details" data-open={false} aria-label="Run">
          <RunDetails run={run} />
        </aside>
      );
  }
}

interface PanelProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** Of something selected. Escape leads back. */
function Panel({ name, children }: PanelProps): ReactElement {
  const panel = useRef<HTMLElement>(null);

  useEscape(selectNothing);

  // On a narrow screen it covers the page: whoever opened it goes on in it.
  useEffect(() => {
    const { current } = panel;

    if (current !== null && getComputedStyle(current).position === "fixed") {
      current.focus();
    }
  }, []);

  return (
    <aside className="details" data-open ref={panel} tabIndex={-1} aria-label={name}>
      <button
        type="button"
        className="button quiet square details-close"
        aria-label="Close the details"
        title="Close (Esc)"
        onClick={selectNothing}
      >
        <Icon name="x" />
      </button>
      {children}
    </aside>
  );
}
