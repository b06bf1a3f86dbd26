import type { ReactElement } from "react";

import { READY_STATES, type ErrorView, type RunView } from "../../shared/wire/views.ts";
import { JsonBlock } from "../ui/json-block.tsx";
import { nodeIndex } from "./rows.ts";
import { Traceback } from "./traceback.tsx";

import "./run-outcome.css";

/** What the run gave: its result, or the exception and the task it began with; until then, why there is none. */
export function RunOutcome({ run }: { readonly run: RunView }): ReactElement {
  const failure = run.state === "FAILURE" ? run.error : null;

  return (
    <section className="run-outcome" aria-labelledby="outcome-title">
      <h2 id="outcome-title">{failure === null ? "Result" : "Error"}</h2>
      {failure === null ? <Result run={run} /> : <Failure error={failure} />}
    </section>
  );
}

function Failure({ error }: { readonly error: ErrorView }): ReactElement {
  return (
    <>
      {error.task_id !== null && (
        <p className="run-outcome-why">Raised by task {nodeIndex(error.task_id)}.</p>
      )}
      <Traceback error={error} />
    </>
  );
}

function Result({ run }: { readonly run: RunView }): ReactElement {
  if (!READY_STATES.has(run.state)) {
    return <p className="run-outcome-why">It is here when the last task is done.</p>;
  }

  if (run.state === "REVOKED") {
    return <p className="run-outcome-why">The run was revoked, so it gave no result.</p>;
  }

  if (run.result_url !== undefined) {
    return (
      <p className="run-outcome-why">
        The result is too large to be shown here. <a href={run.result_url}>Open it as JSON</a>
      </p>
    );
  }

  return <JsonBlock value={run.result} label="Result" />;
}
