import type { ReactElement } from "react";

import { DEAD_REASONS } from "../../shared/engine/dead-reasons.ts";
import type { DeadLetterView } from "../../shared/wire/dead-letters.ts";
import { useTasks } from "../api/tasks.ts";
import { Choice } from "../ui/choice.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { ANY_LETTER, isFiltered, type LetterFilter } from "./letter-filter.ts";
import { REASON_WORDS } from "./reasons.ts";

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
    <FilterBar isFiltered={isFiltered(filter)} onClear={() => onChange(ANY_LETTER)}>
      <Choice
        label="Task"
        any="Any task"
        values={sorted([...names, filter.task])}
        value={filter.task}
        onChange={(task) => onChange({ ...filter, task })}
      />
      <Choice
        label="Queue"
        any="Any queue"
        values={sorted([...queues, filter.queue])}
        value={filter.queue}
        onChange={(queue) => onChange({ ...filter, queue })}
      />
      <Choice
        label="Why it is here"
        any="Any reason"
        values={DEAD_REASONS}
        words={(reason) => REASON_WORDS[reason]}
        value={filter.reason}
        onChange={(reason) => onChange({ ...filter, reason })}
      />
      <Choice
        label="Replayed or not"
        any="Replayed or not"
        values={["false", "true"]}
        words={(replayed) => (replayed === "true" ? "replayed" : "not replayed")}
        value={filter.replayed}
        onChange={(replayed) => onChange({ ...filter, replayed })}
      />
    </FilterBar>
  );
}

/** With what is asked for now, whether it is known or not. */
function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== "").toSorted();
}
