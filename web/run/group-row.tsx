import { memo, type ReactElement } from "react";

import type { GroupFrame } from "../../shared/wire/frames.ts";
import { unpackCells } from "../../shared/wire/packed-cells.ts";
import { formatCount } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { StateBar, StateLegend } from "../ui/state-bar.tsx";
import { tally } from "../ui/state.ts";
import { HeatStrip } from "./heat-strip.tsx";
import { SelectLink } from "./select-link.tsx";

interface GroupRowProps {
  readonly group: GroupFrame;
  /** The number of its first member. */
  readonly first: number;
  /** Its place in the table. */
  readonly index: number;
  readonly rowRef: (row: Element | null) => void;
}

/** A large group as one row: how far it is, how its members fare, and which of them. */
export const GroupRow = memo(function GroupRow({
  group,
  first,
  index,
  rowRef,
}: GroupRowProps): ReactElement {
  const { done, ...rest } = tally(group.counts);

  return (
    <tr
      role="row"
      className="group-row row-link"
      ref={rowRef}
      data-index={index}
      aria-rowindex={index + 2}
    >
      <td role="cell" className="task-index" title={group.group_id}>
        {first}
      </td>
      <td role="cell" className="task-name">
        <Icon name="rows-3" size={14} />
        <SelectLink kind="group" id={group.group_id}>
          <GroupTitle group={group} />
        </SelectLink>
      </td>
      <td role="cell" className="group-done">
        <b>{formatCount(done)}</b> / {formatCount(group.size)}
      </td>
      <td role="cell" className="group-states" colSpan={5}>
        <StateBar tally={{ done, ...rest }} />
        <HeatStrip cells={unpackCells(group)} />
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
