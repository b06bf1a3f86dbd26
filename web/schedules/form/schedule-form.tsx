import { useEffect, useRef, type ReactElement, type SubmitEvent } from "react";

import type { ScheduleView } from "../../../shared/wire/schedules.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { TextField } from "../../ui/form-fields.tsx";
import { CallFields } from "./call-fields.tsx";
import { NextRuns } from "./next-runs.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { useScheduleForm } from "./use-schedule-form.ts";
import { WhenFields } from "./when-fields.tsx";

import "../../ui/button.css";
import "./schedule-form.css";

interface ScheduleFormProps {
  /** Null: a new one. */
  readonly entry: ScheduleView | null;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}

/** Makes a schedule, or changes one. What is wrong is told beside the field. */
export function ScheduleForm({ entry, onDone, onCancel }: ScheduleFormProps): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const { draft, edit, problems, next, save, submit } = useScheduleForm(entry, onDone);
  const toCorrect = problems.at.size;
  const part = { draft, edit, problems: problems.at };

  // The reader is taken to what the server refused.
  useEffect(() => {
    if (save.error !== null) {
      form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
    }
  }, [save.error]);

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    submit();
  }

  return (
    <form className="schedule-form" ref={form} onSubmit={send} noValidate>
      <div className="side-panel-body">
        <TextField
          label="Name"
          value={draft.name}
          problem={problems.at.get("name")}
          isReadOnly={entry !== null}
          onChange={(name) => edit({ name })}
        />
        <CallFields {...part} />
        <WhenFields {...part} />
        <NextRuns next={next} draft={draft} />
        <RuleFields {...part} />
      </div>
      <footer className="side-panel-foot">
        {save.error !== null && (toCorrect === 0 || problems.elsewhere.length > 0) && (
          <ErrorNote error={save.error} />
        )}
        <button type="submit" className="button primary" disabled={save.isPending}>
          {entry === null ? "Create" : "Save"}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <span className="meta" role="status">
          {toCorrect > 0 && `${toCorrect} ${toCorrect === 1 ? "field" : "fields"} to correct`}
        </span>
      </footer>
    </form>
  );
}
