import type { ReactElement } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import { useTaskMeta } from "../../api/run-parts.ts";
import { formatCount } from "../../ui/format.ts";
import { nodeIndex } from "../rows.ts";
import { SelectLink } from "../select-link.tsx";
import { Block } from "./block.tsx";

const MOST_SHOWN = 20;

/** What a task came from, what came from it, and which group it is in. */
export function TaskRelatives({ node }: { readonly node: NodeView }): ReactElement | null {
  const children = useTaskMeta(node.task_id, node).data?.children ?? [];
  const { parent_id: parent, group_id: group } = node;

  if (parent === null && group === null && children.length === 0) {
    return null;
  }

  return (
    <Block title="Related">
      <ul className="relatives">
        {parent !== null && (
          <li>
            Comes from <TaskLink id={parent} />
          </li>
        )}
        {group !== null && (
          <li>
            Member of{" "}
            <SelectLink kind="group" id={group}>
              its group
            </SelectLink>
          </li>
        )}
        {children.length > 0 && (
          <li>
            Followed by{" "}
            {children.slice(0, MOST_SHOWN).map((id, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <TaskLink id={id} />
              </span>
            ))}
            {children.length > MOST_SHOWN &&
              ` and ${formatCount(children.length - MOST_SHOWN)} more`}
          </li>
        )}
      </ul>
    </Block>
  );
}

function TaskLink({ id }: { readonly id: string }): ReactElement {
  return (
    <SelectLink kind="task" id={id}>
      task {nodeIndex(id)}
    </SelectLink>
  );
}
