import type { ReactElement } from "react";

import type { DeadLetterView } from "../../shared/wire/dead-letters.ts";
import type { useDeadLetters } from "../api/dead-letters.ts";
import { ErrorNote } from "../ui/error-note.tsx";
import { Loading } from "../ui/loading.tsx";
import { PagedTable } from "../ui/paged-table.tsx";
import { useNow } from "../ui/use-now.ts";
import { isFiltered, type LetterFilter } from "./letter-filter.ts";
import { LetterRow } from "./letter-row.tsx";

import "../ui/note.css";
import "./letter-list.css";

const SKELETON_ROWS = 6;
const ROW_PX = 44;
const CLOCK_MS = 1_000;

interface LetterListProps {
  readonly list: ReturnType<typeof useDeadLetters>;
  readonly filter: LetterFilter;
  readonly letters: readonly DeadLetterView[];
  /** The id of the one that stands beside the list. */
  readonly open: string | null;
  /** Null: the reader may not act, so there is nothing to pick for. */
  readonly picked: ReadonlySet<string> | null;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

/** The letters, or why there are none. */
export function LetterList(props: LetterListProps): ReactElement {
  const { list, filter, letters } = props;
  const { data, error, refetch } = list;

  if (data === undefined) {
    return <Loading query={list} label="Loading the dead letters" rows={SKELETON_ROWS} />;
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {letters.length === 0 && !list.hasNextPage ? (
        <div className="blank">
          <b>{isFiltered(filter) ? "No dead letter is like that" : "No dead letters"}</b>
          <p>
            {isFiltered(filter)
              ? "Ask for less, or clear the filter."
              : "A task comes here when it was rejected, had all its retries or lost its worker for good."}
          </p>
        </div>
      ) : (
        <Rows {...props} />
      )}
    </>
  );
}

function Rows({ list, letters, open, picked, onPick }: LetterListProps): ReactElement {
  const now = useNow(CLOCK_MS);

  return (
    <PagedTable
      className={picked === null ? "letter-table" : "letter-table pickable"}
      label="Dead letters, newest first"
      list={list}
      items={letters}
      rowPx={ROW_PX}
      keyOf={({ id }) => id}
      head={<Head letters={letters} picked={picked} onPick={onPick} />}
      renderRow={(letter, row) => (
        <LetterRow
          letter={letter}
          now={now}
          row={row}
          isOpen={letter.id === open}
          isPicked={picked?.has(letter.id) ?? null}
          onPick={(isPicked) => picked && onPick(withOne(picked, letter.id, isPicked))}
        />
      )}
    />
  );
}

function withOne(picked: ReadonlySet<string>, id: string, isPicked: boolean): ReadonlySet<string> {
  const others = [...picked].filter((other) => other !== id);

  return new Set(isPicked ? [...others, id] : others);
}

function Head({
  letters,
  picked,
  onPick,
}: Pick<LetterListProps, "letters" | "picked" | "onPick">): ReactElement {
  const chosen = letters.filter(({ id }) => picked?.has(id) === true).length;

  return (
    <>
      {picked !== null && (
        <span role="columnheader">
          <input
            type="checkbox"
            aria-label="Choose all that are loaded"
            checked={chosen === letters.length}
            ref={(box) => {
              if (box !== null) {
                box.indeterminate = chosen > 0 && chosen < letters.length;
              }
            }}
            onChange={({ target }) =>
              onPick(new Set(target.checked ? letters.map(({ id }) => id) : []))
            }
          />
        </span>
      )}
      <span role="columnheader">Task</span>
      <span role="columnheader">Queue</span>
      <span role="columnheader">Why it is here</span>
      <span role="columnheader">Error</span>
      <span role="columnheader">Tries</span>
      <span role="columnheader">Died</span>
    </>
  );
}
