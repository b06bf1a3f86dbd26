import { Panel, useReactFlow, useStore } from "@xyflow/react";
import { useRef, type ReactElement } from "react";

import type { Layout, Point } from "../../../graph/layout/layout.ts";
import { Sketch } from "./sketch.tsx";

/** Around the drawing, in parts of its larger side. */
const MARGIN = 0.04;

/** All of a large drawing in a corner, and what of it is in sight: the hand takes the picture there. */
export function StageMap({ layout }: { readonly layout: Layout }): ReactElement {
  const { setCenter, getZoom } = useReactFlow();
  const map = useRef<SVGSVGElement>(null);
  const margin = Math.max(layout.width, layout.height) * MARGIN;

  /** Only what was taken hold of here: something else may be dragged across. */
  function go(event: React.PointerEvent): void {
    const isHeld = event.currentTarget.hasPointerCapture(event.pointerId);
    const point = isHeld ? pointOn(map.current, event) : null;

    if (point !== null) {
      void setCenter(point.x, point.y, { zoom: getZoom() });
    }
  }

  return (
    <Panel position="bottom-right">
      <svg
        ref={map}
        className="stage-map"
        role="img"
        aria-label="Map"
        viewBox={`${-margin} ${-margin} ${layout.width + 2 * margin} ${layout.height + 2 * margin}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event);
        }}
        onPointerMove={go}
      >
        <Sketch layout={layout} />
        <InSight />
      </svg>
    </Panel>
  );
}

/** From the screen to the place in the drawing that is shown there. */
function pointOn(
  map: SVGSVGElement | null,
  { clientX, clientY }: React.PointerEvent,
): Point | null {
  const matrix = map?.getScreenCTM()?.inverse();

  return matrix === undefined ? null : new DOMPoint(clientX, clientY).matrixTransform(matrix);
}

function InSight(): ReactElement {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const [left, top, zoom] = useStore(({ transform }) => transform);

  return (
    <rect
      className="stage-map-window"
      x={-left / zoom}
      y={-top / zoom}
      width={width / zoom}
      height={height / zoom}
    />
  );
}
