import type { ReactElement } from "react";

import type { RunView } from "../../../shared/wire/views.ts";
import { MOST_FAILURES, useFailures } from "../../api/run-parts.ts";
import { formatCount } from "../../ui/format.ts";
import { fingerprintsOf } from "../fingerprints.ts";
import { nodeIndex } from "../rows.ts";
import { Block } from "./block.tsx";
import type { Reach } from "./reach.ts";

interface FailuresProps {
  readonly run: RunView;
  readonly groupId: string;
  readonly failed: number;
  readonly reach: Reach;
}

/** What the failed members of a group failed with, each kind once. */
export function Failures({ run, groupId, failed, reach }: FailuresProps): ReactElement | null {
  const { data = [] } = useFailures(run.run_id, groupId, failed);
  const kinds = fingerprintsOf(data);

  if (failed === 0 || kinds.length === 0) {
    return null;
  }

  return (
    <Block
      title="Failures"
      aside={failed > MOST_FAILURES ? `of the first ${formatCount(MOST_FAILURES)}` : undefined}
    >
      <ul className="failure-kinds">
        {kinds.map(({ type, message, place, taskIds }) => (
          <li key={`${type} ${place}`} data-state="FAILURE">
            <p>
              <b>{type}</b> {message}
            </p>
            <p className="meta">
              {place !== null && (
                <>
                  <code>{place}</code> ·{" "}
                </>
              )}
              {formatCount(taskIds.length)} {taskIds.length === 1 ? "task" : "tasks"}, the first is{" "}
              {reach.link(taskIds[0] ?? "", <>task {nodeIndex(taskIds[0] ?? "")}</>)}
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
