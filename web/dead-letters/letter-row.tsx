import type { MouseEvent, ReactElement } from "react";

import type { DeadLetterView } from "../../shared/wire/dead-letters.ts";
import { changeSearch } from "../app/navigation.tsx";
import { formatAgo, formatCount, formatInstant } from "../ui/format.ts";
import type { RowProps } from "../ui/paged-table.tsx";
import { REASON_WORDS } from "./reasons.ts";

import "../ui/row-link.css";

interface LetterRowProps {
  readonly letter: DeadLetterView;
  readonly now: number;
  readonly row: RowProps;
  readonly isOpen: boolean;
  /** Null: it cannot be picked. */
  readonly isPicked: boolean | null;
  readonly onPick: (isPicked: boolean) => void;
}

/** One letter of the list. The link in it covers the row, but for the box. */
export function LetterRow({
  letter,
  now,
  row,
  isOpen,
  isPicked,
  onPick,
}: LetterRowProps): ReactElement {
  const { name, queue, reason, error, attempts, replayed, died_at: died } = letter;

  return (
    <div className="letter-row row-link" {...row}>
      {isPicked !== null && (
        <span role="cell" className="letter-pick">
          <input
            type="checkbox"
            aria-label={`Choose ${name}`}
            checked={isPicked}
            onChange={({ target }) => onPick(target.checked)}
          />
        </span>
      )}
      <span role="cell" className="letter-task">
        <OpenLink letter={letter} isOpen={isOpen} />
      </span>
      <span role="cell" className="letter-queue">
        {queue}
      </span>
      <span role="cell" className="letter-why">
        {REASON_WORDS[reason]}
        {replayed !== null && (
          <span className="letter-replayed" title={formatInstant(replayed.at)}>
            replayed
          </span>
        )}
      </span>
      <span role="cell" className="letter-error" title={error.message}>
        {error.type}: {error.message}
      </span>
      <span role="cell" className="letter-tries">
        {formatCount(attempts)}
      </span>
      <span role="cell" className="letter-time">
        <time dateTime={died} title={formatInstant(died)}>
          {formatAgo(died, now)}
        </time>
      </span>
    </div>
  );
}

function OpenLink({
  letter: { id, name },
  isOpen,
}: Pick<LetterRowProps, "letter" | "isOpen">): ReactElement {
  function open(event: MouseEvent): void {
    event.preventDefault();
    changeSearch({ letter: id }, "push");
  }

  return (
    <a
      href={`?${new URLSearchParams({ letter: id })}`}
      aria-current={isOpen ? "true" : undefined}
      onClick={open}
    >
      <code>{name}</code>
    </a>
  );
}
