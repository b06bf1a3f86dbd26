import type { ReactElement } from "react";

import type { NodeView } from "../../../shared/wire/views.ts";
import { formatCount } from "../../ui/format.ts";
import { JsonBlock } from "../../ui/json-block.tsx";
import { progressOf } from "../progress.ts";
import { Block } from "./block.tsx";

/** What a running task says of how far it is. */
export function TaskProgress({ node }: { readonly node: NodeView }): ReactElement | null {
  const far = progressOf(node);

  if (node.progress === undefined) {
    return null;
  }

  return (
    <Block title="Progress" aside={node.progress.state}>
      {far === null ? (
        <JsonBlock value={node.progress.meta} label="Progress" />
      ) : (
        <div className="progress">
          <progress value={far.current} max={far.total} aria-label="Progress" />
          <span>
            {formatCount(far.current)} of {formatCount(far.total)}
          </span>
        </div>
      )}
    </Block>
  );
}
