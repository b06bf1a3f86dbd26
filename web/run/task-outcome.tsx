import type { ReactElement } from "react";

import type { ErrorView, NodeView } from "../../shared/wire/views.ts";
import { Icon } from "../ui/icon.tsx";
import { JsonBlock } from "../ui/json-block.tsx";
import { printJson } from "../ui/print-json.ts";
import { LargeResult } from "./large-result.tsx";
import { nodeIndex } from "./rows.ts";
import { Traceback } from "./traceback.tsx";

import "./task-outcome.css";

/** What fits into a cell; the rest is seen by opening it. */
const SHORT_CHARS = 48;
const CUT_CHARS = 200;

interface TaskOutcomeProps {
  readonly node: NodeView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** What a task gave, in short. What is longer is a button that opens the whole. */
export function TaskOutcome({ node, isOpen, onToggle }: TaskOutcomeProps): ReactElement | null {
  const json = shortResult(node);

  if (json !== null && json.length <= SHORT_CHARS) {
    return json === "" ? null : <code>{json}</code>;
  }

  return (
    <button type="button" className="disclosure" aria-expanded={isOpen} onClick={onToggle}>
      <Icon name="chevron-right" size={12} />
      {node.error !== null && <ErrorLine node={node} error={node.error} />}
      {node.result_url !== undefined && (
        <span>{isOpen ? "Large result" : "Large result, open"}</span>
      )}
      {json !== null && <code>{json.slice(0, CUT_CHARS)}</code>}
    </button>
  );
}

/** On one line, "" before there is one; null where there is something else to show. */
function shortResult({ state, result, result_url: url, error }: NodeView): string | null {
  if (error !== null || url !== undefined) {
    return null;
  }

  return state === "SUCCESS" ? printJson(result, Infinity) : "";
}

interface ErrorLineProps {
  readonly node: NodeView;
  readonly error: ErrorView;
}

/** A failure of its own says what happened; one that spread says where from. */
function ErrorLine({ node, error }: ErrorLineProps): ReactElement {
  const origin = error.task_id === node.task_id ? null : error.task_id;

  return (
    <span data-state={node.state}>
      <b>{error.type}</b>{" "}
      {origin === null ? error.message : `of task ${nodeIndex(origin)}, did not run`}
    </span>
  );
}

/** The whole of it. */
export function WholeOutcome({ node }: { readonly node: NodeView }): ReactElement {
  if (node.error !== null) {
    return <Traceback error={node.error} />;
  }

  return node.result_url === undefined ? (
    <JsonBlock value={node.result} label="Result" />
  ) : (
    <LargeResult url={node.result_url} />
  );
}
