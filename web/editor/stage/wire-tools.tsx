import { ViewportPortal } from "@xyflow/react";
import type { ReactElement } from "react";

import { removeCrossing } from "../../../shared/drawing/connect/graph.ts";
import { cutBefore } from "../../../shared/drawing/edit/remove.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { wireMiddle } from "../../graph/wire-path.ts";
import { useEditorStore } from "../use-editor.ts";
import type { StageWire } from "./flow.ts";
import { slotOn } from "./slots.ts";

interface WireToolsProps {
  readonly on: StageWire;
  readonly onStay: () => void;
  readonly onLeave: () => void;
  readonly onDone: () => void;
}

/** On the wire under the hand: put something on it, or cut it. */
export function WireTools({
  on: { wire, isCrossing },
  onStay,
  onLeave,
  onDone,
}: WireToolsProps): ReactElement {
  const store = useEditorStore();
  const { x, y } = wireMiddle(wire);

  function cut(): void {
    onDone();
    store.apply(
      isCrossing
        ? removeCrossing(store.drawing, { from: wire.from.id, to: wire.to.id })
        : cutBefore(store.drawing, wire.to.id),
    );
  }

  return (
    <ViewportPortal>
      <div
        className="wire-tools"
        style={{ left: x, top: y }}
        onPointerEnter={onStay}
        onPointerLeave={onLeave}
      >
        {!isCrossing && (
          <button
            type="button"
            aria-label="Insert a task on this wire"
            title="Insert here"
            onClick={() => {
              onDone();
              store.ask({ kind: "put", slot: slotOn(wire) });
            }}
          >
            <Glyph name="plus" size={12} />
          </button>
        )}
        {wire.to.port !== "join" && (
          <button type="button" aria-label="Cut this wire" title="Cut X" onClick={cut}>
            <Glyph name="scissors" size={12} />
          </button>
        )}
      </div>
    </ViewportPortal>
  );
}
