import { type NodeChange, useStoreApi } from "@xyflow/react";
import { useCallback } from "react";

import type { Layout } from "../../graph/layout/layout.ts";
import { toggled } from "../selection.ts";
import type { EditorStore } from "../store.ts";
import type { FlowNode } from "./flow.ts";
import { placedAt } from "./hits.ts";
import { useFlowPoint } from "./use-flow-point.ts";

interface Selecting {
  readonly onNodesChange: (changes: NodeChange<FlowNode>[]) => void;
  /** On the sheet or anything on it. */
  readonly onClick: (event: React.MouseEvent) => void;
}

/** Nodes say when they are selected. Of one picture, and of what a rectangle catches (catch.tsx), it is for the layout to say. */
export function useSelecting(store: EditorStore, layout: Layout, isFar: boolean): Selecting {
  const flow = useStoreApi();
  const toFlow = useFlowPoint();

  return {
    onNodesChange: useCallback(
      (changes) => {
        if (!isFar && !flow.getState().userSelectionActive) {
          select(store, changes);
        }
      },
      [store, flow, isFar],
    ),
    onClick: (event) => {
      const isSheet =
        event.target instanceof Element &&
        event.target.closest(".react-flow__pane, .react-flow__node") !== null;
      const point = isFar && isSheet ? toFlow(event) : null;

      if (point !== null) {
        pick(store, placedAt(layout, point)?.id, event.ctrlKey || event.metaKey || event.shiftKey);
      }
    },
  };
}

function select(store: EditorStore, changes: NodeChange<FlowNode>[]): void {
  const selected = new Set(store.state.selected);
  const picked = changes.filter((change) => change.type === "select");

  for (const change of picked) {
    if (change.selected) {
      selected.add(change.id);
    } else {
      selected.delete(change.id);
    }
  }

  if (picked.length > 0) {
    store.select([...selected]);
  }
}

function pick(store: EditorStore, id: string | undefined, isMore: boolean): void {
  if (id === undefined) {
    store.select([]);
  } else {
    store.select(isMore ? toggled(store.state.selected, id) : [id]);
  }
}
