import type { OnNodeDrag } from "@xyflow/react";
import { useRef, useState } from "react";

import type { BlockId } from "../../../shared/drawing/block.ts";
import { type Drawing, findBlock } from "../../../shared/drawing/drawing.ts";
import { move } from "../../../shared/drawing/edit/move.ts";
import { blocksOf } from "../../../shared/drawing/walk.ts";
import { parsePick, putPick } from "../pick.ts";
import type { EditorStore } from "../store.ts";
import type { FlowNode } from "./flow.ts";
import { dropAt, type Drop } from "./slots.ts";
import { useFlowPoint } from "./use-flow-point.ts";
import type { StageScene } from "./use-scene.ts";

/** What is dragged out of the palette, as the browser carries it. */
export const PICK_TYPE = "application/x-lovage-pick";

interface Dragging {
  readonly drop: Drop | null;
  readonly onNodeDrag: OnNodeDrag<FlowNode>;
  readonly onNodeDragStop: OnNodeDrag<FlowNode>;
  readonly surface: React.HTMLAttributes<HTMLDivElement>;
}

/** What is dragged stays where it is until it is dropped: the mark shows where it would go. */
export function useDragging(store: EditorStore, scene: StageScene): Dragging {
  const [drop, setDrop] = useState<Drop | null>(null);
  const toFlow = useFlowPoint();
  const last = useRef<Drop | null>(null);

  function show(next: Drop | null): void {
    last.current = next;
    setDrop(next);
  }

  return {
    drop,
    onNodeDrag: (event, _, dragged) => {
      const point = toFlow(event);
      const own = new Set(dragged.flatMap(({ id }) => idsIn(store.drawing, id)));

      show(point === null ? null : dropAt(scene, point, own));
    },
    onNodeDragStop: (_event, _node, dragged) => {
      const aim = last.current?.aim;
      const ids = dragged.map(({ id }) => id);
      show(null);

      if (aim?.kind === "put") {
        store.apply(move(store.drawing, ids, aim.slot));
      } else if (aim?.kind === "choose") {
        store.apply(move(store.drawing, ids, { at: "place", id: aim.id }));
      }
    },
    surface: {
      onDragOver: (event) => {
        if (event.dataTransfer.types.includes(PICK_TYPE)) {
          event.preventDefault();
          const point = toFlow(event);
          show(point === null ? null : dropAt(scene, point));
        }
      },
      onDragLeave: (event) => {
        if (
          !event.currentTarget.contains(
            event.relatedTarget instanceof Node ? event.relatedTarget : null,
          )
        ) {
          show(null);
        }
      },
      onDrop: (event) => {
        const pick = parsePick(event.dataTransfer.getData(PICK_TYPE));
        const aim = last.current?.aim;
        event.preventDefault();
        show(null);

        if (pick !== null && aim !== undefined) {
          store.apply(putPick(store.drawing, pick, aim));
        }
      },
    },
  };
}

function idsIn(drawing: Drawing, id: BlockId): readonly BlockId[] {
  const block = findBlock(drawing, id)?.block;

  return block === undefined ? [] : Array.from(blocksOf(block), (part) => part.id);
}
