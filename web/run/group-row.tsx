import { memo, type ReactElement } from "react";

import type { GroupFrame } from "../../shared/wire/frames.ts";
import { memberStates } from "../live/member-states.ts";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { StateBar, StateLegend } from "../ui/state-bar.tsx";
import { tally } from "../ui/state.ts";
import { HeatStrip } from "./heat-strip.tsx";

interface GroupRowProps {
  readonly group: GroupFrame;
  readonly index: number;
}

/** A large group as one row: how far it is, how its members fare, and which of them. */
export const GroupRow = memo(function GroupRow({ group, index }: GroupRowProps): ReactElement {
  const { done, ...rest } = tally(group.counts);

  return (
    <tr role="row" className="group-row">
      <td role="cell" className="task-index" title={group.group_id}>
        {index}
      </td>
      <td role="cell" className="task-name">
        <Icon name="rows-3" size={14} />
        <GroupTitle group={group} />
      </td>
      <td role="cell" className="group-done">
        <b>{formatCount(done)}</b> / {formatCount(group.size)}
      </td>
      <td role="cell" className="group-states" colSpan={5}>
        <StateBar tally={{ done, ...rest }} />
        <HeatStrip states={memberStates(group)} />
        <StateLegend tally={{ done, ...rest }} />
      </td>
    </tr>
  );
});

function GroupTitle({ group: { name, size } }: Pick<GroupRowProps, "group">): ReactElement {
  return name === null ? (
    <b>Group of {formatCount(size)}</b>
  ) : (
    <>
      <code title={name}>{name}</code> <span>× {formatCount(size)}</span>
    </>
  );
}
