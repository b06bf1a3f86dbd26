import { useMemo, useState } from "react";

import type { BlockId } from "../../../shared/drawing/block.ts";
import type { Drawing } from "../../../shared/drawing/drawing.ts";
import { partsOf } from "../../graph/drawing-parts.ts";
import { layOut, type Layout } from "../../graph/layout/layout.ts";
import { useEditor } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";
import {
  crossingWires,
  type FlowNode,
  flowNodes,
  type NodeCache,
  type StageWire,
  stageWires,
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
  const [cache] = useState<NodeCache>(() => new Map());
  const layout = useMemo(() => layOut(partsOf(drawing)), [drawing]);
  const wires = useMemo(
    () => stageWires(layout, crossingWires(drawing, layout)),
    [layout, drawing],
  );
  const nodes = useMemo(
    () => flowNodes({ drawing, layout, problems, selected: new Set<BlockId>(selected) }, cache),
    [drawing, layout, problems, selected, cache],
  );

  return { drawing, layout, nodes, wires };
}
