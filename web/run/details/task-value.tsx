import type { ReactElement, ReactNode } from "react";

import type { NodeView, TaskState } from "../../../shared/wire/views.ts";
import { useTaskMeta } from "../../api/run-parts.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Traceback } from "../../ui/traceback.tsx";
import type { Attempt } from "../attempts.ts";
import { nodeIndex } from "../rows.ts";
import { SelectLink } from "../select-link.tsx";
import { Block } from "./block.tsx";

interface TaskValueProps {
  readonly node: NodeView;
  /** An attempt that is over and was not the last one: its end is shown instead. */
  readonly past: Attempt | undefined;
}

/** What a task gave: its result, its error, or why there is neither. */
export function TaskValue({ node, past }: TaskValueProps): ReactElement {
  if (past !== undefined) {
    return <PastEnd attempt={past} />;
  }

  const { error } = node;

  if (error !== null) {
    return (
      <Block title={node.state === "RETRY" ? "Why it is run again" : "Error"}>
        {error.task_id !== null && error.task_id !== node.task_id && (
          <p className="why">
            It did not run: this is the error of{" "}
            <SelectLink kind="task" id={error.task_id}>
              task {nodeIndex(error.task_id)}
            </SelectLink>
            .
          </p>
        )}
        <Traceback error={error} />
      </Block>
    );
  }

  return (
    <Block title="Result">{node.state === "SUCCESS" ? <Result node={node} /> : why(node)}</Block>
  );
}

function PastEnd({ attempt }: { readonly attempt: Attempt }): ReactElement {
  return attempt.error === null ? (
    <Block title="Result">
      <p className="why">It succeeded, and was run again since. Only the newest result is kept.</p>
    </Block>
  ) : (
    <Block title={`Why try ${attempt.number} ended`}>
      <Traceback error={attempt.error} whyNone="Only the newest try keeps its traceback." />
    </Block>
  );
}

const REASONS: Readonly<Record<TaskState, string>> = {
  PENDING: "Not started: it waits for what comes before it, or for its time.",
  RECEIVED: "Not started: it waits in its queue.",
  STARTED: "It runs. The result is here when it is done.",
  RETRY: "It waits to be run again.",
  SUCCESS: "",
  FAILURE: "It failed, so there is none.",
  REVOKED: "Revoked, so there is none.",
  IGNORED: "It asked for its outcome to be ignored.",
};

function why({ state }: NodeView): ReactNode {
  return <p className="why">{REASONS[state]}</p>;
}

function Result({ node }: { readonly node: NodeView }): ReactElement {
  return node.result_url === undefined ? (
    <JsonBlock value={node.result} label="Result" />
  ) : (
    <LargeResult node={node} />
  );
}

/** Frames leave it out. */
function LargeResult({ node }: { readonly node: NodeView }): ReactElement {
  const meta = useTaskMeta(node.task_id, node);

  if (meta.data !== undefined) {
    return <JsonBlock value={meta.data.result} label="Result" />;
  }

  return <Loading query={meta} label="Loading the result" rows={1} />;
}
