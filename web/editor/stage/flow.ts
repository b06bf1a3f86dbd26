/** The nodes of a drawing as React Flow takes them, and its wires, which are drawn by the stage itself. What did not change keeps its identity, so that only what did is drawn again. */
import { type Node, type NodeHandle, Position } from "@xyflow/react";

import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import {
  exitOf,
  type Layout,
  type PlacedBox,
  type PlacedFrame,
  type Wire,
} from "../../graph/layout/layout.ts";
import type { Join } from "../../graph/layout/sizes.ts";
import type { Flaw, NodeLook } from "../../graph/nodes/node-look.ts";
import { lookOf } from "../block-look.ts";
import type { DrawnBlocks } from "../drawn-blocks.ts";

export type FlowNode =
  | Node<{ readonly look: NodeLook }, "box">
  | Node<{ readonly look: NodeLook; readonly join: Join | null }, "aggregate">
  | Node<{ readonly look: NodeLook; readonly frame: PlacedFrame }, "frame">;

export interface StageWire {
  readonly wire: Wire;
  /** No canvas has it. */
  readonly isCrossing: boolean;
}

/** What the nodes of a drawing are made of. */
export interface Scene {
  readonly drawing: Drawing;
  readonly blocks: DrawnBlocks;
  readonly layout: Layout;
  readonly selected: ReadonlySet<BlockId>;
  /** What is wrong, in short, by block. */
  readonly problems: ReadonlyMap<BlockId, Flaw>;
}

/** Nodes of the last time, by what they were made of. */
export type NodeCache = Map<BlockId, { readonly key: readonly unknown[]; readonly node: FlowNode }>;

const AGGREGATE_HEIGHT = 100;
const BOX_LAYER = 1_000;

/** Frames before what is in them. */
export function flowNodes(scene: Scene, cache: NodeCache): FlowNode[] {
  const {
    layout,
    blocks: { byId, errbacks },
  } = scene;
  const nodes: FlowNode[] = [];

  for (const placed of [...layout.frames, ...layout.boxes]) {
    const block = byId.get(placed.id);

    if (block !== undefined) {
      nodes.push(cached(scene, cache, { placed, block, isErrback: errbacks.has(block.id) }));
    }
  }

  return nodes;
}

interface Subject {
  readonly placed: PlacedBox | PlacedFrame;
  readonly block: Block;
  readonly isErrback: boolean;
}

function cached(scene: Scene, cache: NodeCache, subject: Subject): FlowNode {
  const { placed, block, isErrback } = subject;
  const { x, y, width, height } = placed;
  const key = [
    block,
    x,
    y,
    width,
    height,
    placed.join?.width,
    scene.drawing.remarks[block.id],
    scene.problems.get(block.id),
    scene.selected.has(block.id),
    isErrback,
  ];
  const known = cache.get(block.id);

  if (known !== undefined && known.key.every((value, index) => value === key[index])) {
    return known.node;
  }

  const node = made(scene, subject);
  cache.set(block.id, { key, node });

  return node;
}

function made(
  { drawing, problems, selected }: Scene,
  { placed, block, isErrback }: Subject,
): FlowNode {
  const { id, x, y, width, height } = placed;
  const look = lookOf(block, {
    remark: drawing.remarks[id],
    flaw: problems.get(id) ?? null,
    isErrback,
    isHeader: block.kind === "chord" || placed.join !== null,
  });
  const base = {
    id,
    position: { x, y },
    width,
    height,
    selected: selected.has(id),
    ariaLabel: `${look.title}${look.fact === "" ? "" : `, ${look.fact}`}${look.flaw === null ? "" : `. ${look.flaw.words}`}`,
  };

  if ("lanes" in placed) {
    return {
      ...base,
      type: "frame",
      zIndex: placed.depth,
      handles: frameHandles(placed),
      data: { look, frame: placed },
    };
  }

  const box = { ...base, zIndex: BOX_LAYER, handles: boxHandles(placed) };

  return height > AGGREGATE_HEIGHT
    ? { ...box, type: "aggregate", data: { look, join: placed.join } }
    : { ...box, type: "box", data: { look } };
}

const HANDLE = 1;

function boxHandles({ width, height, join }: PlacedBox): NodeHandle[] {
  return [
    handle("in", "target", Position.Left, [0, height / 2]),
    handle("out", "source", Position.Right, [exitOf({ x: 0, width, join }), height / 2]),
    handle("error", "source", Position.Bottom, [width / 2, height]),
    handle("link", "source", Position.Bottom, [width / 2 - 26, height]),
  ];
}

function frameHandles({ width, height, axis, join }: PlacedFrame): NodeHandle[] {
  return [
    handle("in", "target", Position.Left, [0, axis]),
    handle("fan", "source", Position.Left, [0, axis]),
    handle("join", "target", Position.Right, [join?.left ?? width, axis]),
    handle("out", "source", Position.Right, [exitOf({ x: 0, width, join }), axis]),
    handle("error", "source", Position.Bottom, [width / 2, height]),
    handle("link", "source", Position.Bottom, [width / 2 - 26, height]),
  ];
}

function handle(
  id: string,
  type: "source" | "target",
  position: Position,
  [x, y]: readonly [x: number, y: number],
): NodeHandle {
  return { id, type, position, x, y, width: HANDLE, height: HANDLE };
}

/** Wires of the last time. */
export type WireCache = Map<Wire["id"], StageWire>;

export function stageWires(
  layout: Layout,
  crossings: readonly Wire[],
  cache: WireCache,
): readonly StageWire[] {
  const drawn = new Set([...layout.boxes, ...layout.frames].map(({ id }) => id));

  // What hangs on a chain starts from its bracket: that wire is drawn with it.
  return [
    ...layout.wires
      .filter(({ from }) => drawn.has(from.id))
      .map((wire) => keptWire({ wire, isCrossing: false }, cache)),
    ...crossings.map((wire) => keptWire({ wire, isCrossing: true }, cache)),
  ];
}

function keptWire(next: StageWire, cache: WireCache): StageWire {
  const known = cache.get(next.wire.id);

  if (known !== undefined && isSameWire(known, next)) {
    return known;
  }

  cache.set(next.wire.id, next);

  return next;
}

/** Which ends it has its id says. */
function isSameWire({ wire: a, isCrossing }: StageWire, { wire: b, ...other }: StageWire): boolean {
  return (
    isCrossing === other.isCrossing &&
    a.kind === b.kind &&
    a.flatUntil === b.flatUntil &&
    a.from.x === b.from.x &&
    a.from.y === b.from.y &&
    a.to.x === b.to.x &&
    a.to.y === b.to.y
  );
}

/** Wires that no canvas has: from the end of one node to the beginning of another, wherever they stand. */
export function crossingWires({ crossings }: Drawing, { boxes }: Layout): readonly Wire[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));

  return crossings.flatMap(({ from, to }) => {
    const source = byId.get(from);
    const target = byId.get(to);

    return source === undefined || target === undefined
      ? []
      : [
          {
            id: `${from}.crossing-${to}`,
            kind: "data" as const,
            from: {
              id: from,
              port: "out" as const,
              x: exitOf(source),
              y: source.y + source.height / 2,
            },
            to: { id: to, port: "in" as const, x: target.x, y: target.y + target.height / 2 },
            flatUntil: exitOf(source),
          },
        ];
  });
}
