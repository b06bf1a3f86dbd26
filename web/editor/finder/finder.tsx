import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from "react";

import { Glyph, type GlyphName } from "../../graph/glyph.tsx";
import { found } from "./match.ts";

import "../../ui/dialog.css";
import "../../ui/field.css";
import "./finder.css";

export interface FinderItem {
  readonly id: string;
  readonly label: string;
  /** It is called so in code. */
  readonly isCode?: boolean;
  readonly hint: string;
  readonly glyph: GlyphName;
  /** Shown at the end: a key, or a kind. */
  readonly tail?: string | undefined;
  /** Why it cannot be picked. */
  readonly idle?: string | null;
}

interface FinderProps {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly FinderItem[];
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** A list to search and pick from, all by keys: arrows, Enter, Escape. */
export function Finder({ title, placeholder, items, onPick, onClose }: FinderProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const shown = found(items, query, ({ label, hint }) => `${label} ${hint}`);
  const current = shown[Math.min(active, shown.length - 1)];

  useEffect(() => dialog.current?.showModal(), []);

  useEffect(() => {
    document.getElementById(`${id}-${current?.id}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current?.id]);

  function pick(item: FinderItem | undefined): void {
    if (item !== undefined && (item.idle ?? null) === null) {
      onPick(item.id);
    }
  }

  function move(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];

    if (by !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(shown.length - 1, active + by)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(current);
    }
  }

  return (
    <dialog ref={dialog} className="finder" aria-label={title} onClose={onClose}>
      <SearchField
        title={title}
        placeholder={placeholder}
        query={query}
        listId={`${id}-list`}
        activeId={current === undefined ? undefined : `${id}-${current.id}`}
        onQuery={(text) => {
          setQuery(text);
          setActive(0);
        }}
        onKeyDown={move}
      />
      <div className="finder-list" id={`${id}-list`} role="listbox" aria-label={title}>
        {shown.map((item) => (
          <Option
            key={item.id}
            item={item}
            id={`${id}-${item.id}`}
            isActive={item === current}
            onPick={() => pick(item)}
          />
        ))}
      </div>
      {shown.length === 0 && <p className="finder-none">Nothing is called “{query}”.</p>}
    </dialog>
  );
}

interface SearchFieldProps {
  readonly title: string;
  readonly placeholder: string;
  readonly query: string;
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function SearchField(props: SearchFieldProps): ReactElement {
  const { title, placeholder, query, listId, activeId, onQuery, onKeyDown } = props;

  return (
    <div className="finder-field">
      <Glyph name="search" />
      <input
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeId}
        placeholder={placeholder}
        value={query}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="finder-title">{title}</span>
    </div>
  );
}

interface OptionProps {
  readonly item: FinderItem;
  readonly id: string;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function Option({ item, id, isActive, onPick }: OptionProps): ReactElement {
  const { label, isCode = false, hint, glyph, tail, idle = null } = item;

  return (
    // The keys are the field's: the list is told of by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      className="finder-option"
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={idle !== null}
      onClick={onPick}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      tabIndex={-1}
    >
      <Glyph name={glyph} size={14} />
      <b>{isCode ? <code>{label}</code> : label}</b>
      <span>{idle ?? hint}</span>
      {tail !== undefined && <kbd>{tail}</kbd>}
    </div>
  );
}
