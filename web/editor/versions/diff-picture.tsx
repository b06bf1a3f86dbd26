import { useEffect, useMemo, useRef, type CSSProperties, type ReactElement } from "react";

import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import type { Change } from "../../../shared/drawing/diff/changes.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { layoutOf } from "../../graph/layout-of.ts";
import type { PlacedBox, PlacedFrame } from "../../graph/layout/layout.ts";
import { AggregateNode } from "../../graph/nodes/aggregate-node.tsx";
import { FrameNode } from "../../graph/nodes/frame-node.tsx";
import { NO_PACE, type NodeLook } from "../../graph/nodes/node-look.ts";
import { TaskNode } from "../../graph/nodes/task-node.tsx";
import { FIT_MARGIN, useFit } from "../../graph/use-fit.ts";
import { wirePath } from "../../graph/wire-path.ts";
import { lookOf } from "../block-look.ts";
import { ChangeMark } from "../change-mark.tsx";
import { drawnBlocks } from "../drawn-blocks.ts";
import { type Mark, marksOf } from "./marks.ts";

import "./diff-picture.css";

const AGGREGATE_HEIGHT = 100;

interface DiffPictureProps {
  /** Which version it is. */
  readonly title: string;
  readonly drawing: Drawing;
  readonly changes: readonly Change[];
  /** What is looked at. */
  readonly shown: BlockId | null;
}

/** A version as it is drawn, with what is different about it. It scrolls. */
export function DiffPicture({ title, drawing, changes, shown }: DiffPictureProps): ReactElement {
  const sheet = useRef<HTMLDivElement>(null);
  const layout = layoutOf(drawing);
  const nodes = useMemo(() => nodesOf(drawing, changes), [drawing, changes]);
  const zoom = useFit(sheet, layout.width);

  useEffect(() => {
    if (shown !== null) {
      sheet.current
        ?.querySelector('[data-shown="true"]')
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }, [shown]);

  return (
    <figure className="diff-picture">
      <figcaption>{title}</figcaption>
      <div className="diff-sheet" ref={sheet} tabIndex={0} role="region" aria-label={title}>
        {nodes.length === 0 && <p className="diff-empty">Nothing is drawn.</p>}
        <div
          className="diff-size"
          style={{
            width: (layout.width + 2 * FIT_MARGIN) * zoom,
            height: (layout.height + 2 * FIT_MARGIN) * zoom,
          }}
        >
          <div
            className="diff-layer calm"
            style={{ transform: `scale(${zoom}) translate(${FIT_MARGIN}px, ${FIT_MARGIN}px)` }}
          >
            <svg width={layout.width} height={layout.height} aria-hidden="true">
              {layout.wires.map((wire) => (
                <path key={wire.id} data-kind={wire.kind} d={wirePath(wire)} />
              ))}
            </svg>
            {nodes.map((node) => (
              <DiffNode key={node.placed.id} {...node} isShown={node.placed.id === shown} />
            ))}
          </div>
        </div>
      </div>
    </figure>
  );
}

interface PlacedNode {
  readonly placed: PlacedBox | PlacedFrame;
  readonly look: NodeLook;
  readonly mark: Mark | null;
}

/** Frames before what is in them. */
function nodesOf(drawing: Drawing, changes: readonly Change[]): readonly PlacedNode[] {
  const { frames, boxes } = layoutOf(drawing);
  const placed = new Map([...frames, ...boxes].map((one) => [one.id, one]));
  const { byId, errbacks } = drawnBlocks(drawing);
  const marks = marksOf(drawing, changes, (id) => placed.has(id));

  return [...placed.values()].flatMap((one) => {
    const block = byId.get(one.id);

    return block === undefined
      ? []
      : [
          {
            placed: one,
            look: lookIn(drawing, block, errbacks.has(block.id)),
            mark: marks.get(block.id) ?? null,
          },
        ];
  });
}

function lookIn({ remarks }: Drawing, block: Block, isErrback: boolean): NodeLook {
  return lookOf(block, {
    remark: remarks[block.id],
    flaw: null,
    isErrback,
    isHeader: block.kind === "chord",
  });
}

function DiffNode({
  placed,
  look,
  mark,
  isShown,
}: PlacedNode & { readonly isShown: boolean }): ReactElement {
  return (
    <div className="diff-node" data-change={mark} data-shown={isShown} style={placeOf(placed)}>
      {"lanes" in placed ? (
        <FrameNode look={look} frame={placed} status={null} join={null} />
      ) : (
        <BoxNode look={look} box={placed} />
      )}
      {mark !== null && <ChangeMark kind={mark}>{mark}</ChangeMark>}
    </div>
  );
}

function BoxNode({
  look,
  box: { height, join },
}: {
  readonly look: NodeLook;
  readonly box: PlacedBox;
}): ReactElement {
  return height > AGGREGATE_HEIGHT ? (
    <AggregateNode look={look} join={join} status={null} pace={NO_PACE} />
  ) : (
    <TaskNode look={look} status={null} />
  );
}

function placeOf({ x, y, width, height }: PlacedBox): CSSProperties {
  return { left: x, top: y, width, height };
}
