import type { ReactElement } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import { useTaskMeta } from "../../api/run-parts.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Block } from "./block.tsx";

/** What a task is called with. */
export function TaskCall({ node }: { readonly node: NodeView }): ReactElement {
  const meta = useTaskMeta(node.task_id, node);

  if (meta.data === undefined) {
    return (
      <Block title="Arguments">
        <Loading query={meta} label="Loading the arguments" rows={1} />
      </Block>
    );
  }

  const { args, kwargs, parent_id: parent } = meta.data;

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
