import { BaseEdge, EdgeLabelRenderer, type EdgeProps, type EdgeTypes } from "@xyflow/react";
import { memo, type ReactElement } from "react";

import { READY_STATES } from "../../../shared/wire/views.ts";
import type { Wire } from "../../graph/layout/layout.ts";
import { wireMiddle, wirePath } from "../../graph/wire-path.ts";
import { useStatus } from "../run/status-store.ts";
import type { FlowEdge } from "./flow.ts";

import "./wire.css";

const WireEdge = memo(function WireEdge({ id, data }: EdgeProps<FlowEdge>): ReactElement | null {
  const status = useStatus(data?.wire.from.id ?? "");

  if (data === undefined) {
    return null;
  }

  const { wire, isCrossing } = data;
  const isPassed = status !== null && READY_STATES.has(status.state) && wire.from.port === "out";

  return (
    <>
      <BaseEdge
        id={id}
        path={wirePath(wire)}
        className={`wire ${isCrossing ? "crossing" : wire.kind}${isPassed ? " passed" : ""}`}
        interactionWidth={24}
      />
      <Chip wire={wire} />
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
  const lift = wire.kind === "order" ? -20 : 0;

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
