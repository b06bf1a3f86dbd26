import { Panel, useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import type { ReactElement } from "react";

import { Glyph } from "../../graph/glyph.tsx";
import type { Layout } from "../../graph/layout/layout.ts";
import { fitted } from "./fit.ts";
import { moveDuration } from "./motion.ts";
import { StageMap } from "./sketch/map.tsx";

/** From so many nodes on a map helps. */
const MAP_NODES = 50;

interface ZoomProps {
  readonly count: number;
  readonly layout: Layout;
}

export function Zoom({ count, layout }: ZoomProps): ReactElement {
  const { zoomIn, zoomOut, zoomTo, setViewport } = useReactFlow();
  const flow = useStoreApi();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  const duration = moveDuration();

  return (
    <>
      <Panel position="bottom-left" className="zoom">
        <button
          type="button"
          className="button quiet small square"
          aria-label="Zoom out"
          onClick={() => void zoomOut({ duration })}
        >
          <Glyph name="minus" size={14} />
        </button>
        <button
          type="button"
          className="button quiet small"
          title="Back to 100 %"
          onClick={() => void zoomTo(1, { duration })}
        >
          {percent}%
        </button>
        <button
          type="button"
          className="button quiet small square"
          aria-label="Zoom in"
          onClick={() => void zoomIn({ duration })}
        >
          <Glyph name="plus" size={14} />
        </button>
        <button
          type="button"
          className="button quiet small square"
          aria-label="Show all"
          title="Show all 0"
          onClick={() => void setViewport(fitted(layout, flow.getState()), { duration })}
        >
          <Glyph name="maximize" size={14} />
        </button>
      </Panel>
      {count > MAP_NODES && <StageMap layout={layout} />}
    </>
  );
}
