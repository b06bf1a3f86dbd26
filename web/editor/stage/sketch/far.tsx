import { useStore, ViewportPortal } from "@xyflow/react";
import { useMemo, type CSSProperties, type ReactElement } from "react";

import type { Layout } from "../../../graph/layout/layout.ts";
import { useEditor } from "../../use-editor.ts";
import type { StageWire } from "../flow.ts";
import { Sketch } from "./sketch.tsx";
import { wireStrokes } from "./strokes.ts";

import "../wire.css";

/** Apart from what it is around, whose tint may be its own. */
const AROUND = 16;

interface FarProps {
  readonly layout: Layout;
  readonly wires: readonly StageWire[];
}

/** Many nodes from afar: one picture follows the hand where a thousand nodes could not. */
export function Far({ layout, wires }: FarProps): ReactElement {
  const zoom = useStore(({ transform }) => transform[2]);
  // A pixel of the screen: strokes are that wide at whatever zoom.
  const pixel: CSSProperties & { readonly "--pixel": string } = { "--pixel": `${1 / zoom}px` };
  const lines = useMemo(
    () =>
      wireStrokes(wires).map(({ look, d }) => <path key={look} className={`wire ${look}`} d={d} />),
    [wires],
  );

  return (
    <ViewportPortal>
      <svg className="far" aria-hidden="true" style={pixel}>
        <Sketch layout={layout}>{lines}</Sketch>
        <Selected layout={layout} />
      </svg>
    </ViewportPortal>
  );
}

function Selected({ layout }: Pick<FarProps, "layout">): ReactElement {
  const selected = useEditor((state) => state.selected);
  const ids = new Set(selected);
  const placed = [...layout.frames, ...layout.boxes].filter(({ id }) => ids.has(id));

  return (
    <>
      {placed.map(({ id, x, y, width, height }) => (
        <rect
          key={id}
          className="far-selected"
          x={x - AROUND}
          y={y - AROUND}
          width={width + 2 * AROUND}
          height={height + 2 * AROUND}
        />
      ))}
    </>
  );
}
