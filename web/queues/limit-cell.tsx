import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type SubmitEvent,
} from "react";

import { ApiError } from "../api/api-error.ts";
import { changeQueue, QUEUES_KEY } from "../api/queues.ts";
import { Icon } from "../ui/icon.tsx";

import "../ui/button.css";
import "../ui/field.css";
import "./limit-cell.css";

interface LimitCellProps {
  /** "Rate limit of low". */
  readonly label: string;
  readonly field: "rate_limit" | "concurrency";
  /** Of the queue. */
  readonly name: string;
  /** As it is typed; null: no limit. */
  readonly value: string | null;
  readonly hint: string;
  readonly mayAct: boolean;
  /** What is typed, as it is sent. */
  readonly read: (text: string) => unknown;
}

/** A limit that becomes a field when it is pressed. */
export function LimitCell(props: LimitCellProps): ReactElement {
  const { label, value, mayAct } = props;
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const shown = value ?? <span className="meta">no limit</span>;

  if (!mayAct) {
    return <>{shown}</>;
  }

  function close(): void {
    setIsOpen(false);
    // Once the button is there again.
    setTimeout(() => button.current?.focus());
  }

  return isOpen ? (
    <LimitForm {...props} onClose={close} />
  ) : (
    <button type="button" className="limit-cell" ref={button} onClick={() => setIsOpen(true)}>
      <span className="sr">{label}: </span>
      {shown}
      <Icon name="pencil" size={12} />
    </button>
  );
}

interface LimitFormProps extends LimitCellProps {
  readonly onClose: () => void;
}

function LimitForm(props: LimitFormProps): ReactElement {
  const { label, field, name, value, hint, read, onClose } = props;
  const noteId = useId();
  const queries = useQueryClient();
  const [text, setText] = useState(value ?? "");
  const save = useMutation({
    mutationFn: () => changeQueue(name, { [field]: text.trim() === "" ? null : read(text.trim()) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: QUEUES_KEY });
      onClose();
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    save.mutate();
  }

  function leave(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      onClose();
    }
  }

  return (
    <form className="limit-form" onSubmit={submit}>
      <input
        className="input mono"
        aria-label={label}
        aria-describedby={noteId}
        aria-invalid={save.error !== null}
        autoComplete="off"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- The reader asked for this field by pressing what stood in its place.
        autoFocus
        value={text}
        onKeyDown={leave}
        onChange={({ target }) => {
          setText(target.value);
          save.reset();
        }}
      />
      <button type="submit" className="button small primary" disabled={save.isPending}>
        Save
      </button>
      <button
        type="button"
        className="button small quiet square"
        aria-label="Cancel"
        title="Cancel"
        onClick={onClose}
      >
        <Icon name="x" size={14} />
      </button>
      <span
        className={save.error === null ? "limit-note field-hint" : "limit-note field-problem"}
        id={noteId}
        role={save.error === null ? undefined : "alert"}
      >
        {save.error === null ? hint : wordsOf(save.error)}
      </span>
    </form>
  );
}

function wordsOf(error: Error): string {
  const problems = error instanceof ApiError ? error.errors : [];

  return problems.length === 0 ? error.message : problems.map(({ message }) => message).join("; ");
}
