import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState, type ReactElement, type SubmitEvent } from "react";

import type { NodeView, TaskMeta } from "../../../shared/wire/views.ts";
import { retryTask, type Call } from "../../api/actions.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { Icon } from "../../ui/icon.tsx";
import { printJson } from "../../ui/print-json.ts";
import { parseCall, type CallText } from "./parse-call.ts";

import "../../ui/button.css";
import "../../ui/dialog.css";
import "../../ui/field.css";

const ARGS_ROWS = 6;
const KWARGS_ROWS = 3;
const WIDTH = 60;

interface RetryDialogProps {
  readonly node: NodeView;
  readonly meta: TaskMeta;
}

/** Runs a task again with other arguments, and then what comes after it. */
export function RetryDialog({ node, meta }: RetryDialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Made anew each time it opens: what was edited and not sent is not what the task has.
  const [opened, setOpened] = useState(0);

  function open(): void {
    setOpened(opened + 1);
    dialog.current?.showModal();
  }

  return (
    <>
      <button type="button" className="button" onClick={open}>
        <Icon name="rotate-ccw" size={14} />
        Retry with…
      </button>
      <dialog ref={dialog} className="dialog wide" aria-labelledby={titleId}>
        <h2 id={titleId}>
          Retry <code>{node.name}</code> with other arguments
        </h2>
        <p>What comes after it runs again too. What came before keeps its result.</p>
        <CallForm
          key={opened}
          taskId={node.task_id}
          meta={meta}
          onDone={() => dialog.current?.close()}
        />
      </dialog>
    </>
  );
}

interface CallFormProps {
  readonly taskId: string;
  readonly meta: TaskMeta;
  readonly onDone: () => void;
}

function CallForm({ taskId, meta, onDone }: CallFormProps): ReactElement {
  const [text, setText] = useState<CallText>({
    args: printJson([...meta.args], WIDTH),
    kwargs: printJson(meta.kwargs, WIDTH),
  });
  const retry = useMutation({
    mutationFn: (call: Call) => retryTask(taskId, call),
    onSuccess: onDone,
  });
  const parsed = parseCall(text);
  const problems = parsed.ok ? {} : parsed.problems;

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();

    if (parsed.ok) {
      retry.mutate(parsed.call);
    }
  }

  function edit(change: Partial<CallText>): void {
    setText({ ...text, ...change });
    retry.reset();
  }

  return (
    <form className="call-form" onSubmit={submit}>
      <JsonField
        label="Arguments"
        rows={ARGS_ROWS}
        text={text.args}
        problem={problems.args}
        onEdit={(args) => edit({ args })}
      />
      <JsonField
        label="Keyword arguments"
        rows={KWARGS_ROWS}
        text={text.kwargs}
        problem={problems.kwargs}
        onEdit={(kwargs) => edit({ kwargs })}
      />
      {retry.error !== null && <ErrorNote error={retry.error} />}
      <footer>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={!parsed.ok || retry.isPending}>
          Retry
        </button>
      </footer>
    </form>
  );
}

interface JsonFieldProps {
  readonly label: string;
  readonly rows: number;
  readonly text: string;
  readonly problem: string | undefined;
  readonly onEdit: (text: string) => void;
}

function JsonField({ label, rows, text, problem, onEdit }: JsonFieldProps): ReactElement {
  const id = useId();

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="input mono"
        rows={rows}
        spellCheck={false}
        autoCapitalize="off"
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => onEdit(target.value)}
      />
      <span className="field-problem" id={`${id}-problem`}>
        {problem}
      </span>
    </div>
  );
}
