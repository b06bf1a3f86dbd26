import { useMemo, type ReactElement } from "react";

import type { NodeView, RunView } from "../../../shared/wire/views.ts";
import { useGraph } from "../../api/run-parts.ts";
import { formatCount } from "../../ui/format.ts";
import { tally } from "../../ui/state.ts";
import { behind, namesOf } from "../behind.ts";
import { RetryButton } from "../retry-button.tsx";

interface RunFromHereProps {
  readonly run: RunView;
  readonly node: NodeView;
}

/** Runs a task and all behind it again, and says which those are. */
export function RunFromHere({ run, node }: RunFromHereProps): ReactElement {
  return (
    <>
      <RetryButton runId={run.run_id} from={node.task_id} icon="step-forward">
        Run from here
      </RetryButton>
      <Again run={run} node={node} />
    </>
  );
}

/** While it is not known what is behind the task it is said without names. */
function Again({ run, node }: RunFromHereProps): ReactElement {
  const { total } = tally(run.counts);
  const { data: graph } = useGraph(run.run_id, total);
  const again = useMemo(
    () => (graph === undefined ? null : behind(graph, node.task_id)),
    [graph, node.task_id],
  );

  if (again === null) {
    return (
      <p className="meta run-again">
        This task and all behind it run again. What came before keeps its result.
      </p>
    );
  }

  const others = again.filter(({ task_id: id }) => id !== node.task_id);
  const steps = others.filter(({ role }) => role !== "errback");

  return (
    <p className="meta run-again">
      Runs again: <b>{node.name}</b>
      {steps.length > 0 && ` and what is behind it: ${namesOf(steps)}`}.
      {others.length > steps.length && " Error handlers are called if it fails."}
      {keptWords(total - again.length)}
    </p>
  );
}

function keptWords(count: number): string {
  if (count === 0) {
    return "";
  }

  return count === 1
    ? " The other task keeps its result."
    : ` The other ${formatCount(count)} keep their results.`;
}
