import { Handle, type NodeProps, Position, type NodeTypes } from "@xyflow/react";
import { memo, type ReactElement } from "react";

import { remark } from "../../../shared/drawing/edit/call.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { standingOut } from "../../graph/layout/layout.ts";
import { AGGREGATE } from "../../graph/layout/sizes.ts";
import { FrameNode } from "../../graph/nodes/frame-node.tsx";
import { TaskNode } from "../../graph/nodes/task-node.tsx";
import { GroupNode } from "../../run/group-node.tsx";
import { useGroup, usePicture, useStatus } from "../run/status-store.ts";
import { useEditorStore } from "../use-editor.ts";
import type { FlowNode } from "./flow.ts";

import "./handles.css";

type Props<Type extends FlowNode["type"]> = NodeProps<Extract<FlowNode, { type: Type }>>;

const Box = memo(function Box({ id, data: { look } }: Props<"box">): ReactElement {
  return (
    <>
      <TaskNode look={look} status={useStatus(id)} />
      <Handles />
    </>
  );
});

const Aggregate = memo(function Aggregate({
  id,
  data: { look, join },
}: Props<"aggregate">): ReactElement {
  return (
    <>
      <GroupNode look={look} join={join} facts={useGroup(id)} ms={usePicture()?.ms ?? 0} />
      <Handles out={standingOut({ ...AGGREGATE, join })} />
    </>
  );
});

const Frame = memo(function Frame({ id, data: { look, frame } }: Props<"frame">): ReactElement {
  const store = useEditorStore();

  return (
    <>
      <FrameNode
        look={look}
        frame={frame}
        status={useStatus(id)}
        join={useStatus(id, "joins")}
        tools={
          <button
            type="button"
            className="button quiet small square nodrag"
            aria-label={`Fold ${look.title}`}
            title="Fold ["
            onClick={() => store.apply(remark(store.drawing, id, { folded: true }))}
          >
            <Glyph name="chevrons-down-up" size={14} />
          </button>
        }
      />
      <Handles axis={frame.axis} out={standingOut(frame)} isFrame />
    </>
  );
});

export const NODE_TYPES = { box: Box, aggregate: Aggregate, frame: Frame } satisfies NodeTypes;

interface HandlesProps {
  readonly axis?: number;
  /** How far a pill stands out: what follows is wired behind it. */
  readonly out?: number;
  readonly isFrame?: boolean;
}

/** Where wires begin and end. The places that wires take come from the layout (flow.ts); these are for the hand. */
function Handles({ axis, out = 0, isFrame = false }: HandlesProps): ReactElement {
  const top = axis === undefined ? undefined : { top: axis };

  return (
    <>
      <Handle type="target" position={Position.Left} id="in" className="port port-in" style={top} />
      <Handle
        type="source"
        position={Position.Right}
        id="out"
        className="port port-out"
        style={{ ...top, right: -out }}
      />
      <Handle type="source" position={Position.Bottom} id="error" className="port port-error" />
      {isFrame && (
        <>
          <Handle
            type="source"
            position={Position.Left}
            id="fan"
            className="port-none"
            style={top}
          />
          <Handle
            type="target"
            position={Position.Right}
            id="join"
            className="port-none"
            style={top}
          />
        </>
      )}
    </>
  );
}
