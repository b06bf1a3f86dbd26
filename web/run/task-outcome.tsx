import type { ReactElement } from "react";

import type { ErrorView, NodeView } from "../../shared/wire/views.ts";
import { formatCount } from "../ui/format.ts";
import { printJson } from "../ui/print-json.ts";
import { progressOf } from "./progress.ts";
import { nodeIndex } from "./rows.ts";

/** What fits into a cell; the whole is in the details. */
const SHOWN_CHARS = 120;

/** What a task gave, in short. */
export function TaskOutcome({ node }: { readonly node: NodeView }): ReactElement | null {
  if (node.error !== null) {
    return <ErrorLine node={node} error={node.error} />;
  }

  if (node.result_url !== undefined) {
    return <span className="meta">Large result</span>;
  }

  const far = progressOf(node);

  if (far !== null) {
    return (
      <span className="meta">
        {formatCount(far.current)} of {formatCount(far.total)}
      </span>
    );
  }

  return node.state === "SUCCESS" ? (
    <code>{printJson(node.result, Infinity).slice(0, SHOWN_CHARS)}</code>
  ) : null;
}

interface ErrorLineProps {
  readonly node: NodeView;
  readonly error: ErrorView;
}

/** A failure of its own says what happened; one that spread says where from. */
function ErrorLine({ node, error }: ErrorLineProps): ReactElement {
  const origin = error.task_id === node.task_id ? null : error.task_id;

  return (
    <span className="task-error" data-state={node.state}>
      <b>{error.type}</b>{" "}
      {origin === null
        ? error.message.slice(0, SHOWN_CHARS)
        : `of task ${nodeIndex(origin)}, did not run`}
    </span>
  );
}
