import { useMemo, useState } from "react";

import type { BlockId } from "../../../shared/drawing/block.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { layoutOf } from "../../graph/layout-of.ts";
import type { Layout } from "../../graph/layout/layout.ts";
import { drawnBlocks } from "../drawn-blocks.ts";
import { useEditor } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";
import {
  crossingWires,
  type FlowNode,
  flowNodes,
  type NodeCache,
  type StageWire,
  stageWires,
  type WireCache,
} from "./flow.ts";

export interface StageScene {
  readonly drawing: Drawing;
  readonly layout: Layout;
  readonly nodes: FlowNode[];
  readonly wires: readonly StageWire[];
}

/** The drawing, laid out and as React Flow takes it. */
export function useScene(): StageScene {
  const drawing = useEditor(({ history }) => history.present);
  const selected = useEditor((state) => state.selected);
  const problems = useFlaws().words;
  const [nodeCache] = useState<NodeCache>(() => new Map());
  const [wireCache] = useState<WireCache>(() => new Map());
  const blocks = useMemo(() => drawnBlocks(drawing), [drawing]);
  const layout = layoutOf(drawing);
  const wires = useMemo(
    () => stageWires(layout, crossingWires(drawing, layout), wireCache),
    [layout, drawing, wireCache],
  );
  const nodes = useMemo(
    () =>
      flowNodes(
        { drawing, blocks, layout, problems, selected: new Set<BlockId>(selected) },
        nodeCache,
      ),
    [drawing, blocks, layout, problems, selected, nodeCache],
  );

  return { drawing, layout, nodes, wires };
}
