import {
  Background,
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useStore,
} from "@xyflow/react";
import { useCallback, useRef, useState, type ReactElement } from "react";
import { flushSync } from "react-dom";

import { connect } from "../../../shared/drawing/connect/connect.ts";
import { findBlock } from "../../../shared/drawing/drawing.ts";
import { move } from "../../../shared/drawing/edit/move.ts";
import { blocksOf } from "../../../shared/drawing/walk.ts";
import { detailAt } from "../../graph/detail.ts";
import { parsePick, putPick } from "../pick.ts";
import type { Aim, EditorStore } from "../store.ts";
import { useEditorStore } from "../use-editor.ts";
import { Brackets } from "./brackets.tsx";
import { DropMark } from "./drop-mark.tsx";
import { EmptyStage } from "./empty-stage.tsx";
import { NODE_TYPES } from "./flow-nodes.tsx";
import type { FlowNode } from "./flow.ts";
import { Shelf } from "./shelf.tsx";
import { dropAt, type Drop } from "./slots.ts";
import { useFlowPoint } from "./use-flow-point.ts";
import { useHoveredWire } from "./use-hovered-wire.ts";
import { type StageScene, useScene } from "./use-scene.ts";
import { useViewport } from "./use-viewport.ts";
import { useWholeInSight } from "./use-whole-in-sight.ts";
import { WireTools } from "./wire-tools.tsx";
import { Wires } from "./wires.tsx";
import { Zoom } from "./zoom.tsx";

import "@xyflow/react/dist/base.css";
import "../../graph/detail.css";
import "./stage.css";

/** From so many nodes on only those in sight are there. */
const MANY_NODES = 150;
/** From so many on no icon turns. */
const CALM_NODES = 20;
export const PICK_TYPE = "application/x-lovage-pick";

/** The drawing on its sheet. Where things stand is not for the hand to say: what is dragged goes to another place in the canvas. */
export function Stage(): ReactElement {
  const store = useEditorStore();
  const scene = useScene();
  const dragging = useDragging(store, scene);
  const connecting = useConnecting(store);
  const { nodes, wires, drawing, layout } = scene;
  const { found, enter, stay, leave, drop } = useHoveredWire(wires);

  useViewport(layout);
  useWholeInSight(layout);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => select(store, changes),
    [store],
  );

  return (
    <Surface count={nodes.length} {...dragging.surface}>
      <ReactFlow<FlowNode>
        nodes={nodes}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onConnect={connecting.onConnect}
        onConnectEnd={connecting.onConnectEnd}
        onNodeDrag={dragging.onNodeDrag}
        onNodeDragStop={dragging.onNodeDragStop}
        onNodeDoubleClick={(_, { id }) => editName(store, id)}
        onPaneClick={drop}
        onlyRenderVisibleElements={nodes.length > MANY_NODES}
        selectionMode={SelectionMode.Partial}
        connectionRadius={28}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Control", "Meta", "Shift"]}
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        minZoom={0.1}
        maxZoom={2}
        aria-label="Canvas"
      >
        <Background gap={20} size={1.4} />
        <Brackets layout={layout} />
        <Shelf drawing={drawing} layout={layout} />
        {dragging.drop !== null && <DropMark mark={dragging.drop.mark} />}
        <Wires wires={wires} onEnter={enter} onLeave={leave} />
        {found !== undefined && dragging.drop === null && (
          <WireTools on={found} onStay={stay} onLeave={leave} onDone={drop} />
        )}
        <Zoom count={nodes.length} layout={layout} />
      </ReactFlow>
      {drawing.root === null && drawing.shelf.length === 0 && dragging.drop === null && (
        <EmptyStage />
      )}
    </Surface>
  );
}

interface SurfaceProps extends React.HTMLAttributes<HTMLDivElement> {
  /** Of the nodes on it. */
  readonly count: number;
}

function Surface({ count, ...rest }: SurfaceProps): ReactElement {
  const detail = useStore(({ transform }) => detailAt(transform[2]));

  return <div className="stage" data-calm={count > CALM_NODES} data-detail={detail} {...rest} />;
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

function editName(store: EditorStore, id: string): void {
  flushSync(() => store.inspect(id, "call"));
  document.querySelector<HTMLElement>(".inspector input, .inspector button")?.focus();
}

interface Connecting {
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
}

/** A wire to another node is drawn if it can be; one into the void asks for what it leads to. */
function useConnecting(store: EditorStore): Connecting {
  return {
    onConnect: ({ source, target, sourceHandle }) => {
      if (sourceHandle === "error") {
        store.apply(move(store.drawing, target, { at: "error", id: source }));
      } else {
        store.apply(connect(store.drawing, { from: source, to: target }));
      }
    },
    onConnectEnd: (_, { isValid, fromNode, fromHandle, toNode }) => {
      if (isValid === true || fromNode === null || toNode !== null) {
        return;
      }

      store.ask(aimFrom(store, fromNode.id, fromHandle?.id ?? "out"));
    },
  };
}

/** What a wire that ends in the void is for. */
function aimFrom(store: EditorStore, id: string, port: string): Aim {
  if (port === "error" || port === "link") {
    return { kind: "put", slot: { at: port, id } };
  }

  if (port === "in") {
    return { kind: "put", slot: { at: "before", id } };
  }

  return isFollowed(store, id)
    ? { kind: "branch", from: id }
    : { kind: "put", slot: { at: "after", id } };
}

/** Something waits for it already: one more is another branch. */
function isFollowed({ drawing }: EditorStore, id: string): boolean {
  const found = findBlock(drawing, id);

  return (
    found?.block.kind !== "chord" &&
    found?.parent?.kind === "chain" &&
    found.role === "part" &&
    found.index < found.parent.parts.length - 1
  );
}

interface Dragging {
  readonly drop: Drop | null;
  readonly onNodeDrag: (event: MouseEvent | TouchEvent | React.MouseEvent, node: FlowNode) => void;
  readonly onNodeDragStop: (
    event: MouseEvent | TouchEvent | React.MouseEvent,
    node: FlowNode,
  ) => void;
  readonly surface: React.HTMLAttributes<HTMLDivElement>;
}

/** What is dragged stays where it is until it is dropped: the mark shows where it would go. */
function useDragging(store: EditorStore, scene: StageScene): Dragging {
  const [drop, setDrop] = useState<Drop | null>(null);
  const toFlow = useFlowPoint();
  const last = useRef<Drop | null>(null);

  function show(next: Drop | null): void {
    last.current = next;
    setDrop(next);
  }

  return {
    drop,
    onNodeDrag: (event, { id }) => {
      const point = toFlow(event);
      const dragged = findBlock(store.drawing, id)?.block;
      const own = new Set(
        dragged === undefined ? [] : Array.from(blocksOf(dragged), (part) => part.id),
      );

      show(point === null ? null : dropAt(scene, point, own));
    },
    onNodeDragStop: (_, { id }) => {
      const aim = last.current?.aim;
      show(null);

      if (aim?.kind === "put") {
        store.apply(move(store.drawing, id, aim.slot));
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
