import type { ReactElement } from "react";

import type { TaskView } from "../../../shared/task/view.ts";
import { useTasks } from "../../api/tasks.ts";
import { JsonField, SelectField } from "../../ui/form-fields.tsx";
import { Segments } from "../../ui/segments.tsx";
import { CALL_KINDS, type ScheduleDraft } from "./draft.ts";
import type { FormPartProps } from "./form-part.ts";
import { CALL_WORDS } from "./words.ts";

const CANVAS_ROWS = 8;

/** What is run: a task with its arguments, or a canvas. A graph is drawn elsewhere; one that is there can be edited. */
export function CallFields(props: FormPartProps): ReactElement {
  const { draft, edit, problems } = props;
  const kinds = CALL_KINDS.filter((kind) => kind !== "graph" || draft.graph !== "");

  return (
    <fieldset className="form-part">
      <legend>Runs</legend>
      <Segments
        label="What is run"
        values={kinds}
        words={CALL_WORDS}
        value={draft.runs}
        onChange={(runs) => edit({ runs })}
      />
      <Called {...props} />
      {draft.runs !== "graph" && (
        <details className="form-more" open={problems.has("options") || draft.options !== "{}"}>
          <summary>Calling options</summary>
          <JsonField
            label="Options"
            rows={2}
            text={draft.options}
            problem={problems.get("options")}
            hint={'As of any call: {"queue": "low", "expires": 60}'}
            onEdit={(options) => edit({ options })}
          />
        </details>
      )}
    </fieldset>
  );
}

function Called({ draft, edit, problems }: FormPartProps): ReactElement {
  switch (draft.runs) {
    case "task":
      return <TaskFields draft={draft} edit={edit} problems={problems} />;
    case "canvas":
      return (
        <JsonField
          label="Canvas"
          rows={CANVAS_ROWS}
          text={draft.canvas}
          problem={problems.get("canvas")}
          hint="As Celery prints it with json.dumps(sig)"
          onEdit={(canvas) => edit({ canvas })}
        />
      );
    case "graph":
      return (
        <JsonField
          label="Graph"
          rows={CANVAS_ROWS}
          text={draft.graph}
          problem={problems.get("graph")}
          onEdit={(graph) => edit({ graph })}
        />
      );
  }
}

function TaskFields({ draft, edit, problems }: FormPartProps): ReactElement {
  const tasks = useTasks().data ?? [];

  return (
    <>
      <SelectField
        label="Task"
        value={draft.task}
        options={choicesOf(tasks, draft)}
        problem={problems.get("task")}
        hint={tasks.find(({ name }) => name === draft.task)?.description}
        onChange={(task) => edit({ task })}
      />
      <div className="form-two">
        <JsonField
          label="Arguments"
          rows={2}
          text={draft.args}
          problem={problems.get("args")}
          onEdit={(args) => edit({ args })}
        />
        <JsonField
          label="Keyword arguments"
          rows={2}
          text={draft.kwargs}
          problem={problems.get("kwargs")}
          onEdit={(kwargs) => edit({ kwargs })}
        />
      </div>
    </>
  );
}

/** What it has now is one of them, whatever became of it. */
function choicesOf(
  tasks: readonly TaskView[],
  { task }: ScheduleDraft,
): readonly { readonly value: string; readonly label: string }[] {
  const names = tasks.map(({ name }) => name);
  const all = names.includes(task) ? names : [task, ...names];

  return all.map((name) => ({ value: name, label: name === "" ? "Choose a task" : name }));
}
