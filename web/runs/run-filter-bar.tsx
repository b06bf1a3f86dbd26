import { useEffect, useState, type ReactElement } from "react";

import { TASK_STATES } from "../../shared/wire/views.ts";
import { Choice } from "../ui/choice.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { Icon } from "../ui/icon.tsx";
import { Segments } from "../ui/segments.tsx";
import { STATE_LOOKS } from "../ui/state.ts";
import { ANY_RUN, isFiltered, RUN_KINDS, type RunFilter, type RunKind } from "./run-filter.ts";

import "./run-filter-bar.css";

/** While somebody types, the list waits. */
const TYPING_MS = 250;

const KIND_NAMES: Readonly<Record<RunKind, string>> = {
  all: "All",
  canvas: "Canvases",
  task: "Single tasks",
};

/** A run as a whole is never QUEUED or in RETRY: only its tasks are. */
const RUN_STATES = TASK_STATES.filter((state) => state !== "RECEIVED" && state !== "RETRY");

interface RunFilterBarProps {
  readonly filter: RunFilter;
  readonly onChange: (filter: RunFilter) => void;
}

export function RunFilterBar({ filter, onChange }: RunFilterBarProps): ReactElement {
  return (
    <FilterBar isFiltered={isFiltered(filter)} onClear={() => onChange(ANY_RUN)}>
      <TextFilter text={filter.text} onChange={(text) => onChange({ ...filter, text })} />
      <Segments
        label="Kind of run"
        values={RUN_KINDS}
        words={KIND_NAMES}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <Choice
        label="State of the run"
        any="Any state"
        values={RUN_STATES}
        words={(state) => STATE_LOOKS[state].word}
        value={filter.state ?? ""}
        onChange={(state) => onChange({ ...filter, state: state === "" ? null : state })}
      />
    </FilterBar>
  );
}

interface TextFilterProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Looks as one types. What is typed gives way when the filter is changed from elsewhere, as by the back button. */
function TextFilter({ text, onChange }: TextFilterProps): ReactElement {
  const [draft, setDraft] = useState({ typed: text, over: text });
  const typed = draft.over === text ? draft.typed : text;

  useEffect(() => {
    if (typed === text) {
      return;
    }

    const timer = setTimeout(() => onChange(typed), TYPING_MS);

    return () => clearTimeout(timer);
  }, [typed, text, onChange]);

  return (
    <label className="seek">
      <span className="sr">Name or id of a run</span>
      <Icon name="search" size={14} />
      <input
        className="input"
        type="search"
        placeholder="Name or id"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => setDraft({ typed: target.value, over: text })}
      />
    </label>
  );
}
