import type { CSSProperties, ReactElement } from "react";

import type { PlacedBox, PlacedFrame } from "../../graph/layout/layout.ts";
import { FrameNode } from "../../graph/nodes/frame-node.tsx";
import type { NodeLook } from "../../graph/nodes/node-look.ts";
import { TaskNode } from "../../graph/nodes/task-node.tsx";
import { formatCount } from "../../ui/format.ts";
import { GroupNode } from "../group-node.tsx";
import { groupIn, type Picture } from "../picture.ts";
import { SelectLink } from "../select-link.tsx";
import { frameStatus, statusOf } from "./atom-status.ts";
import type { Atom } from "./atoms.ts";

interface BoxNodeProps {
  readonly box: PlacedBox;
  readonly atom: Atom;
  readonly picture: Picture;
}

/** A task, or a large group, with how it fares. It leads to its details. */
export function BoxNode({ box, atom, picture }: BoxNodeProps): ReactElement {
  return (
    <div className="graph-node" style={placeOf(box)}>
      <SelectLink kind={atom.kind} id={atom.id} className="graph-link">
        {atom.kind === "group" ? (
          <GroupNode
            look={groupLook(atom)}
            join={box.join}
            facts={groupIn(picture, atom.id)}
            ms={picture.ms}
          />
        ) : (
          <TaskNode look={taskLook(atom)} status={statusOf(atom, picture)} />
        )}
      </SelectLink>
    </div>
  );
}

interface PlacedFrameNodeProps {
  readonly frame: PlacedFrame;
  readonly inside: readonly Atom[];
  readonly picture: Picture;
}

/** What runs side by side. */
export function PlacedFrameNode({ frame, inside, picture }: PlacedFrameNodeProps): ReactElement {
  const status = frameStatus(inside, picture);
  // A lane counts once its last task does.
  const ends = inside.filter(({ groupId }) => groupId === frame.id);

  return (
    <div className="graph-frame" style={placeOf(frame)}>
      <FrameNode
        look={{ ...PLAIN, title: frame.join === null ? "group" : "header", glyph: "split" }}
        frame={frame}
        status={status}
        join={frameStatus(ends.length === 0 ? inside : ends, picture)}
      />
    </div>
  );
}

const PLAIN: NodeLook = {
  title: "",
  fact: "",
  glyph: "square-function",
  badges: [],
  isErrback: false,
  isOpen: false,
  flaw: null,
  times: null,
};

function taskLook({ name, role }: Atom): NodeLook {
  return { ...PLAIN, title: name, isErrback: role === "errback" };
}

function groupLook({ name, taskIds }: Atom): NodeLook {
  return { ...PLAIN, title: name, glyph: "split", times: `×${formatCount(taskIds.length)}` };
}

function placeOf({ x, y, width, height }: PlacedBox): CSSProperties {
  return { left: x, top: y, width, height };
}
