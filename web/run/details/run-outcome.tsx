import type { ReactElement } from "react";

import { READY_STATES, type ErrorView, type RunView } from "../../../shared/wire/views.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { Traceback } from "../../ui/traceback.tsx";
import { nodeIndex } from "../rows.ts";
import { SelectLink } from "../select-link.tsx";
import { Block } from "./block.tsx";
import { LargeResult } from "./large-result.tsx";

/** What the run gave: its result, or the exception and the task it began with; until then, why there is none. */
export function RunOutcome({ run }: { readonly run: RunView }): ReactElement {
  const failure = run.state === "FAILURE" ? run.error : null;

  return (
    <Block title={failure === null ? "Result" : "Error"}>
      {failure === null ? <Result run={run} /> : <Failure error={failure} />}
    </Block>
  );
}

function Failure({ error }: { readonly error: ErrorView }): ReactElement {
  return (
    <>
      {error.task_id !== null && (
        <p className="why">
          Raised by{" "}
          <SelectLink kind="task" id={error.task_id}>
            task {nodeIndex(error.task_id)}
          </SelectLink>
          .
        </p>
      )}
      <Traceback error={error} />
    </>
  );
}

function Result({ run }: { readonly run: RunView }): ReactElement {
  if (!READY_STATES.has(run.state)) {
    return <p className="why">It is here when the last task is done.</p>;
  }

  if (run.state === "REVOKED") {
    return <p className="why">The run was revoked, so it gave no result.</p>;
  }

  if (run.result_url !== undefined) {
    return <LargeResult runId={run.run_id} url={run.result_url} />;
  }

  return <JsonBlock value={run.result} label="Result" />;
}
