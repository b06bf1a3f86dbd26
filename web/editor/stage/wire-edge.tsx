import { BaseEdge, EdgeLabelRenderer, type EdgeProps, type EdgeTypes } from "@xyflow/react";
import { memo, type ReactElement } from "react";

import type { Wire } from "../../graph/layout/layout.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import { CHIP_LIFT, resultPlace, wireMiddle, wirePath } from "../../graph/wire-path.ts";
import { useStatus } from "../run/status-store.ts";
import { useEditorStore } from "../use-editor.ts";
import type { FlowEdge } from "./flow.ts";

import "../../graph/result-chip.css";
import "./wire.css";

const WireEdge = memo(function WireEdge({ id, data }: EdgeProps<FlowEdge>): ReactElement | null {
  const status = useStatus(data?.wire.from.id ?? "");

  if (data === undefined) {
    return null;
  }

  const { wire, isCrossing } = data;
  const isPassed = status?.state === "SUCCESS" && wire.from.port === "out";

  return (
    <>
      <BaseEdge
        id={id}
        path={wirePath(wire)}
        className={`wire ${isCrossing ? "crossing" : wire.kind}${isPassed ? " passed" : ""}`}
        interactionWidth={24}
      />
      <Chip wire={wire} />
      {status !== null && <ResultChip wire={wire} status={status} />}
    </>
  );
});

export const EDGE_TYPES = { wire: WireEdge } satisfies EdgeTypes;

const CHIPS: Readonly<Record<Wire["kind"], string | null>> = {
  data: null,
  order: ".si",
  error: "link_error",
  link: "link",
};

/** What a wire is, where it is more than the way of a result. */
function Chip({ wire }: { readonly wire: Wire }): ReactElement | null {
  const text = CHIPS[wire.kind];

  // Into the lanes of a frame it is said once, before the frame.
  if (text === null || wire.from.port === "fan") {
    return null;
  }

  const { x, y } = wireMiddle(wire);
  const lift = wire.kind === "order" ? -CHIP_LIFT : 0;

  return (
    <EdgeLabelRenderer>
      <span
        className={`wire-chip ${wire.kind}`}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y + lift}px)` }}
      >
        {text}
      </span>
    </EdgeLabelRenderer>
  );
}

interface ResultChipProps {
  readonly wire: Wire;
  readonly status: NodeStatus;
}

/** What was passed. It leads to the whole of it, beside the drawing. */
function ResultChip({ wire, status: { result } }: ResultChipProps): ReactElement | null {
  const store = useEditorStore();
  const place = resultPlace(wire);

  return place === null || result === null ? null : (
    <EdgeLabelRenderer>
      <button
        type="button"
        className="result-chip nodrag nopan"
        title={`Passed on: ${result.title}`}
        // The keyboard gets there by the block itself.
        tabIndex={-1}
        style={{ left: place.x, top: place.y }}
        onClick={() => store.inspect(wire.from.id, "run")}
      >
        {result.text}
      </button>
    </EdgeLabelRenderer>
  );
}
