import { useMutation } from "@tanstack/react-query";
import { useState, type ReactElement, type SubmitEvent } from "react";

import type { Call } from "../api/actions.ts";
import { ErrorNote } from "./error-note.tsx";
import { JsonField } from "./form-fields.tsx";
import { parseCall, type CallText } from "./parse-call.ts";
import { printJson } from "./print-json.ts";

import "./button.css";

const ARGS_ROWS = 6;
const KWARGS_ROWS = 3;
const WIDTH = 60;

interface CallFormProps {
  /** What the task had. */
  readonly call: Call;
  /** "Retry": of the button that sends it. */
  readonly verb: string;
  readonly send: (call: Call) => Promise<void>;
  readonly onDone: () => void;
}

/** Calls a task again with other arguments. */
export function CallForm({ call, verb, send, onDone }: CallFormProps): ReactElement {
  const [text, setText] = useState<CallText>({
    args: printJson([...call.args], WIDTH),
    kwargs: printJson(call.kwargs, WIDTH),
  });
  const sending = useMutation({ mutationFn: send, onSuccess: onDone });
  const parsed = parseCall(text);
  const problems = parsed.ok ? {} : parsed.problems;

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();

    if (parsed.ok) {
      sending.mutate(parsed.call);
    }
  }

  function edit(change: Partial<CallText>): void {
    setText({ ...text, ...change });
    sending.reset();
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
      {sending.error !== null && <ErrorNote error={sending.error} />}
      <footer>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={!parsed.ok || sending.isPending}>
          {verb}
        </button>
      </footer>
    </form>
  );
}
