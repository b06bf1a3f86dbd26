import type { ReactElement } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import { useTaskMeta } from "../../api/run-parts.ts";
import { ErrorNote } from "../../ui/error-note.tsx";
import { JsonBlock } from "../../ui/json-block.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Block } from "./block.tsx";

/** What a task is called with. */
export function TaskCall({ node }: { readonly node: NodeView }): ReactElement {
  const { data, error, refetch } = useTaskMeta(node.task_id, node);

  if (data === undefined) {
    return (
      <Block title="Arguments">
        {error === null ? (
          <Skeleton label="Loading the arguments" rows={1} />
        ) : (
          <ErrorNote error={error} onRetry={() => void refetch()} />
        )}
      </Block>
    );
  }

  const { args, kwargs, parent_id: parent } = data;

  return (
    <Block
      title="Arguments"
      aside={parent === null ? undefined : "after what comes before it, if it takes that"}
    >
      <JsonBlock value={[...args]} label="Arguments" />
      {Object.keys(kwargs).length > 0 && <JsonBlock value={kwargs} label="Keyword arguments" />}
    </Block>
  );
}
