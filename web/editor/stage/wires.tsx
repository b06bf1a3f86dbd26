import { ViewportPortal } from "@xyflow/react";
import { memo, type ReactElement } from "react";

import type { Wire } from "../../graph/layout/layout.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import { CHIP_LIFT, resultPlace, wireMiddle, wirePath } from "../../graph/wire-path.ts";
import { useStatus } from "../run/status-store.ts";
import { useEditorStore } from "../use-editor.ts";
import type { StageWire } from "./flow.ts";

import "../../graph/result-chip.css";
import "./wire.css";

interface WiresProps {
  readonly wires: readonly StageWire[];
  readonly onEnter: (id: string) => void;
  readonly onLeave: () => void;
}

/**
 * Over frames, under nodes. Wires are no edges of React Flow: each of those would be looked at anew whenever the sheet moves, and it is the
 * layout that knows where they run.
 */
export const Wires = memo(function Wires({ wires, onEnter, onLeave }: WiresProps): ReactElement {
  return (
    <ViewportPortal>
      <svg className="wires" aria-hidden="true">
        {wires.map((one) => (
          <Line key={one.wire.id} {...one} onEnter={onEnter} onLeave={onLeave} />
        ))}
      </svg>
      {wires.map(({ wire }) => (
        <Chips key={wire.id} wire={wire} />
      ))}
    </ViewportPortal>
  );
});

interface LineProps extends StageWire, Pick<WiresProps, "onEnter" | "onLeave"> {}

const Line = memo(function Line({ wire, isCrossing, onEnter, onLeave }: LineProps): ReactElement {
  const status = useStatus(wire.from.id);
  const isPassed = status?.state === "SUCCESS" && wire.from.port === "out";
  const path = wirePath(wire);

  return (
    // What a wire offers to the hand, the keyboard has by the blocks at its ends.
    <g
      onPointerEnter={() => onEnter(wire.id)}
      onPointerLeave={onLeave}
      onClick={() => onEnter(wire.id)}
    >
      <path
        className={`wire ${isCrossing ? "crossing" : wire.kind}${isPassed ? " passed" : ""}`}
        d={path}
      />
      <path className="wire-reach" d={path} />
    </g>
  );
});

/** What is said of a wire, and what went along it. */
const Chips = memo(function Chips({ wire }: { readonly wire: Wire }): ReactElement {
  const status = useStatus(wire.from.id);

  return (
    <>
      <Chip wire={wire} />
      {status !== null && <ResultChip wire={wire} status={status} />}
    </>
  );
});

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
    <span
      className={`wire-chip ${wire.kind}`}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y + lift}px)` }}
    >
      {text}
    </span>
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
  );
}
