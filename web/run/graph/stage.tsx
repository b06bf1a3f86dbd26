import { useEffect, useRef, useState, type ReactElement } from "react";

import { detailAt } from "../../graph/detail.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { FIT_MARGIN, useFit } from "../../graph/use-fit.ts";
import type { Picture } from "../picture.ts";
import { BoxNode, PlacedFrameNode } from "./graph-nodes.tsx";
import type { Scene } from "./scene.ts";
import { Wires } from "./wires.tsx";

import "../../ui/button.css";
import "../../graph/detail.css";
import "./stage.css";

const STEP = 1.25;
const LEAST_ZOOM = 0.2;
const MOST_ZOOM = 2;
/** More turning icons than this stand still. */
const CALM_NODES = 20;

interface StageProps {
  readonly scene: Scene;
  readonly picture: Picture;
  /** What is shown is not what is now. */
  readonly isPast: boolean;
}

/** The graph on its sheet, which scrolls. */
export function Stage({ scene, picture, isPast }: StageProps): ReactElement {
  const { layout, atoms, lanes } = scene;
  const sheet = useRef<HTMLDivElement>(null);
  const fitted = useFit(sheet, layout.width);
  const [chosen, setChosen] = useState<number | null>(null);
  const zoom = chosen ?? fitted;

  // What is entered and left in the middle is looked at there.
  useEffect(() => {
    const { current } = sheet;
    const height = (layout.height + 2 * FIT_MARGIN) * fitted;
    current?.scrollTo({ top: (height - current.clientHeight) / 2 });
  }, [fitted, layout.height]);

  return (
    <div className="run-stage" data-past={isPast} data-detail={detailAt(zoom)}>
      <div
        className="run-stage-sheet"
        ref={sheet}
        tabIndex={0}
        role="region"
        aria-label="Graph of the tasks"
      >
        <div
          className="run-stage-size"
          style={{
            width: (layout.width + 2 * FIT_MARGIN) * zoom,
            height: (layout.height + 2 * FIT_MARGIN) * zoom,
          }}
        >
          <div
            className={
              layout.boxes.length > CALM_NODES ? "run-stage-layer calm" : "run-stage-layer"
            }
            style={{ transform: `scale(${zoom}) translate(${FIT_MARGIN}px, ${FIT_MARGIN}px)` }}
          >
            {layout.frames.map((frame) => (
              <PlacedFrameNode
                key={frame.id}
                frame={frame}
                inside={lanes.get(frame.id) ?? []}
                picture={picture}
              />
            ))}
            <Wires scene={scene} picture={picture} />
            {layout.boxes.map((box) => {
              const atom = atoms.get(box.id);

              return atom && <BoxNode key={box.id} box={box} atom={atom} picture={picture} />;
            })}
          </div>
        </div>
      </div>
      <Zoom zoom={zoom} onZoom={setChosen} />
    </div>
  );
}

interface ZoomProps {
  readonly zoom: number;
  /** Null: to fit. */
  readonly onZoom: (zoom: number | null) => void;
}

function Zoom({ zoom, onZoom }: ZoomProps): ReactElement {
  return (
    <div className="run-stage-zoom" role="group" aria-label="Zoom">
      <button
        type="button"
        className="button quiet square"
        aria-label="Smaller"
        onClick={() => onZoom(Math.max(LEAST_ZOOM, zoom / STEP))}
      >
        <Glyph name="minus" size={14} />
      </button>
      <span>{Math.round(zoom * 100)}%</span>
      <button
        type="button"
        className="button quiet square"
        aria-label="Larger"
        onClick={() => onZoom(Math.min(MOST_ZOOM, zoom * STEP))}
      >
        <Glyph name="plus" size={14} />
      </button>
      <button
        type="button"
        className="button quiet square"
        aria-label="Fit the width"
        onClick={() => onZoom(null)}
      >
        <Glyph name="maximize" size={14} />
      </button>
    </div>
  );
}
