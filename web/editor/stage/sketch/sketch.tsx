import { memo, useMemo, type ReactElement, type ReactNode } from "react";

import type { Layout } from "../../../graph/layout/layout.ts";
import { useStatuses } from "../../run/status-store.ts";
import { useFlaws } from "../../use-flaws.ts";
import { nodeStrokes } from "./strokes.ts";

import "../../../ui/state.css";
import "./sketch.css";

interface SketchProps {
  readonly layout: Layout;
  /** Over frames, under nodes. */
  readonly children?: ReactNode;
}

/** The nodes of a drawing as a few shapes of an SVG, each in the tint of how it fares. */
export const Sketch = memo(function Sketch({ layout, children }: SketchProps): ReactElement {
  const statuses = useStatuses();
  const { words } = useFlaws();
  const { frames, boxes, crosses } = useMemo(
    () => nodeStrokes(layout, statuses, words),
    [layout, statuses, words],
  );

  return (
    <>
      {frames.map(({ look, d }) => (
        <path key={look} className="sketch-frames" data-state={look ?? undefined} d={d} />
      ))}
      {children}
      {boxes.map(({ look, d }) => (
        <path key={look} className="sketch-boxes" data-state={look ?? undefined} d={d} />
      ))}
      <path className="sketch-crosses" d={crosses} />
    </>
  );
});
