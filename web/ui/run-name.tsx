import type { ReactElement } from "react";

import type { RunSummary } from "../../shared/wire/views.ts";

import "./run-name.css";

/** The end of an id tells runs apart; its beginning is the time. */
const ID_TAIL_CHARS = 6;

interface RunNameProps {
  readonly run: Pick<RunSummary, "run_id" | "kind" | "name">;
}

/** A run by its name, or by the end of its id. The name of a single task is the task's. */
export function RunName({ run: { run_id: runId, kind, name } }: RunNameProps): ReactElement {
  const tail = runId.slice(-ID_TAIL_CHARS);

  if (name === null) {
    return (
      <span className="run-name" data-named={false}>
        Canvas <code>{tail}</code>
      </span>
    );
  }

  return (
    <span className="run-name" title={name}>
      {kind === "task" ? <code>{name}</code> : name}
    </span>
  );
}
