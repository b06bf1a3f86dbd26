import type { ReactElement } from "react";

import { DEAD_REASONS } from "../../shared/engine/dead-reasons.ts";
import type { DeadLetterView } from "../../shared/wire/dead-letters.ts";
import { useTasks } from "../api/tasks.ts";
import { ANY_LETTER, isFiltered, type LetterFilter } from "./letter-filter.ts";
import { REASON_WORDS } from "./reasons.ts";

import "../ui/button.css";
import "../ui/field.css";
import "./letter-filter-bar.css";

interface LetterFilterBarProps {
  readonly filter: LetterFilter;
  /** Those that are listed: their queues can be asked for. */
  readonly letters: readonly DeadLetterView[];
  readonly onChange: (filter: LetterFilter) => void;
}

export function LetterFilterBar({ filter, letters, onChange }: LetterFilterBarProps): ReactElement {
  const tasks = useTasks().data ?? [];
  const names = [...tasks, ...letters].map(({ name }) => name);
  const queues = [
    ...tasks.flatMap(({ options }) => options.queue ?? []),
    ...letters.map(({ queue }) => queue),
  ];

  return (
    <search className="letter-filter">
      <Choice
        label="Task"
        any="Any task"
        value={filter.task}
        values={names}
        onChange={(task) => onChange({ ...filter, task })}
      />
      <Choice
        label="Queue"
        any="Any queue"
        value={filter.queue}
        values={queues}
        onChange={(queue) => onChange({ ...filter, queue })}
      />
      <select
        className="input"
        aria-label="Why it is here"
        value={filter.reason}
        onChange={({ target }) =>
          onChange({
            ...filter,
            reason: DEAD_REASONS.find((known) => known === target.value) ?? "",
          })
        }
      >
        <option value="">Any reason</option>
        {DEAD_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {REASON_WORDS[reason]}
          </option>
        ))}
      </select>
      <ReplayedChoice filter={filter} onChange={onChange} />
      <button
        type="button"
        className="button quiet"
        disabled={!isFiltered(filter)}
        onClick={() => onChange(ANY_LETTER)}
      >
        Clear
      </button>
    </search>
  );
}

function ReplayedChoice({
  filter,
  onChange,
}: Pick<LetterFilterBarProps, "filter" | "onChange">): ReactElement {
  return (
    <select
      className="input"
      aria-label="Replayed or not"
      value={filter.replayed}
      onChange={({ target: { value } }) =>
        onChange({ ...filter, replayed: value === "true" || value === "false" ? value : "" })
      }
    >
      <option value="">Replayed or not</option>
      <option value="false">not replayed</option>
      <option value="true">replayed</option>
    </select>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly onChange: (value: string) => void;
}

/** What is asked for now is one of them, whether it is known or not. */
function Choice({ label, any, value, values, onChange }: ChoiceProps): ReactElement {
  const known = [...new Set([...values, ...(value === "" ? [] : [value])])].toSorted();

  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{any}</option>
      {known.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
