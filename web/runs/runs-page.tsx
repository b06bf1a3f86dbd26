import { useState, type ReactElement } from "react";

import { refreshMs, useRunList } from "../api/run-list.ts";
import { changeSearch, useSearch } from "../app/navigation.tsx";
import { describePolling } from "../live/describe-polling.ts";
import { LiveMark } from "../live/live-mark.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/use-now.ts";
import { RunFilterBar } from "./run-filter-bar.tsx";
import { parseRunFilter, runFilterSearch, type RunFilter } from "./run-filter.ts";
import { RunList } from "./run-list.tsx";

import "../ui/button.css";
import "../ui/page-head.css";
import "./runs-page.css";

const CLOCK_MS = 1_000;

/** Every run, newest first, as it goes on. The address holds the filter. */
export function RunsPage(): ReactElement {
  const filter = parseRunFilter(useSearch());
  const [isPaused, setIsPaused] = useState(false);
  const list = useRunList({ filter: apiFilter(filter), isPaused });

  return (
    <div className="runs">
      <title>Runs · Lovage</title>
      <header className="page-head">
        <h1>Runs</h1>
        <ListMark list={list} isPaused={isPaused} />
        <button
          type="button"
          className="button"
          aria-pressed={isPaused}
          onClick={() => setIsPaused(!isPaused)}
        >
          <Icon name={isPaused ? "play" : "pause"} size={14} />
          {isPaused ? "Go on" : "Pause"}
        </button>
      </header>
      <RunFilterBar filter={filter} onChange={(next) => changeSearch(runFilterSearch(next))} />
      <RunList filter={filter} list={list} />
    </div>
  );
}

interface ListMarkProps {
  readonly list: ReturnType<typeof useRunList>;
  readonly isPaused: boolean;
}

/** Whether the list tells what is now. */
function ListMark({ list, isPaused }: ListMarkProps): ReactElement {
  const look = describePolling({
    isPaused,
    hasFailed: list.error !== null || list.failureCount > 0 || list.fetchStatus === "paused",
    readAt: list.dataUpdatedAt,
    now: useNow(CLOCK_MS),
    everyMs: refreshMs(list.data?.pages.length ?? 1),
  });

  return <LiveMark look={look} />;
}

function apiFilter({ state, kind, text }: RunFilter): Readonly<Record<string, string>> {
  return { kind, ...(state !== null && { state }), ...(text !== "" && { q: text }) };
}
