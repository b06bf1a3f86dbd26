import { useState, type ReactElement, type SubmitEvent } from "react";

import { formatCount, formatDuration } from "../../ui/format.ts";
import { StateIcon } from "../../ui/state-badge.tsx";
import { useBoxRows } from "../../ui/use-box-rows.ts";
import { byNotice, type Member } from "../members.ts";
import type { Reach } from "./reach.ts";

import "../../ui/field.css";

const ROW_PX = 28;

interface MemberListProps {
  readonly runId: string;
  readonly members: readonly Member[];
  /** With those that were not read. */
  readonly size: number;
  readonly reach: Reach;
}

/** The members of a group, failed ones first; one is found by its place. */
export function MemberList({ runId, members, size, reach }: MemberListProps): ReactElement {
  const sorted = byNotice(members);
  const { ref, rows, before, after } = useBoxRows({ count: sorted.length, rowPx: ROW_PX });

  return (
    <>
      <MemberJump runId={runId} members={members} reach={reach} />
      <div
        className="member-list"
        ref={ref}
        tabIndex={0}
        role="region"
        aria-label="Members, what needs a look first"
      >
        <ol style={{ paddingTop: before, paddingBottom: after }}>
          {rows.map(({ index }) => {
            const member = sorted[index];

            return (
              member && (
                <li key={member.node} data-index={index}>
                  {reach.link(
                    `${runId}.${member.node}`,
                    <>
                      <StateIcon state={member.state} />
                      <code>[{member.place}]</code>
                      <span className="meta">{ranFor(member)}</span>
                    </>,
                  )}
                </li>
              )
            );
          })}
        </ol>
      </div>
      {size > members.length && (
        <p className="meta">
          The first {formatCount(members.length)} of {formatCount(size)} are listed.
        </p>
      )}
    </>
  );
}

/** Goes to a member by its place. */
function MemberJump({ runId, members, reach }: Omit<MemberListProps, "size">): ReactElement {
  const [place, setPlace] = useState("");
  const wanted = /^\d+$/u.test(place) ? members[Number(place)] : undefined;

  function go(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();

    if (wanted !== undefined) {
      reach.show(`${runId}.${wanted.node}`);
    }
  }

  return (
    <form className="member-jump" onSubmit={go}>
      <label>
        Place in the group
        <input
          className="input"
          inputMode="numeric"
          placeholder={`0 to ${members.length - 1}`}
          value={place}
          aria-invalid={place !== "" && wanted === undefined}
          onChange={({ target }) => setPlace(target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={wanted === undefined}>
        Show
      </button>
    </form>
  );
}

function ranFor({ started, finished }: Member): string {
  if (started === null) {
    return "";
  }

  return finished === null ? "runs" : formatDuration(finished - started);
}
