import { Background, ReactFlow, SelectionMode, useStore } from "@xyflow/react";
import { useMemo, type ReactElement } from "react";
import { flushSync } from "react-dom";

import { detailAt } from "../../graph/detail.ts";
import type { EditorStore } from "../store.ts";
import { useEditor, useEditorStore } from "../use-editor.ts";
import { Brackets } from "./brackets.tsx";
import { Catch } from "./catch.tsx";
import { DropMark } from "./drop-mark.tsx";
import { EmptyStage } from "./empty-stage.tsx";
import { NODE_TYPES } from "./flow-nodes.tsx";
import type { FlowNode } from "./flow.ts";
import { Shelf } from "./shelf.tsx";
import { Far } from "./sketch/far.tsx";
import { MANY_NODES, useFar } from "./sketch/use-far.ts";
import { useConnecting } from "./use-connecting.ts";
import { useDragging } from "./use-dragging.ts";
import { useHoveredWire } from "./use-hovered-wire.ts";
import { useLeastZoom } from "./use-least-zoom.ts";
import { useScene } from "./use-scene.ts";
import { useSelecting } from "./use-selecting.ts";
import { useViewport } from "./use-viewport.ts";
import { useWholeInSight } from "./use-whole-in-sight.ts";
import { useWiresInSight } from "./use-wires-in-sight.ts";
import { WireTools } from "./wire-tools.tsx";
import { Wires } from "./wires.tsx";
import { Zoom } from "./zoom.tsx";

import "@xyflow/react/dist/base.css";
import "../../graph/detail.css";
import "./stage.css";

/** From so many on no icon turns. */
const CALM_NODES = 20;
const MOST_ZOOM = 2;

/** The drawing on its sheet. Where things stand is not for the hand to say: what is dragged goes to another place in the canvas. */
export function Stage(): ReactElement {
  const store = useEditorStore();
  const scene = useScene();
  const dragging = useDragging(store, scene);
  const connecting = useConnecting(store);
  const { nodes, wires, drawing, layout } = scene;
  const { found, enter, stay, leave, drop } = useHoveredWire(wires);
  const { isFar, shown } = useShown(nodes);
  const near = useWiresInSight(wires);
  const selecting = useSelecting(store, layout, isFar);
  const leastZoom = useLeastZoom(layout);

  useViewport(layout);
  useWholeInSight(layout);

  return (
    <Surface count={nodes.length} isFar={isFar} onClick={selecting.onClick} {...dragging.surface}>
      <ReactFlow<FlowNode>
        nodes={shown}
        nodeTypes={NODE_TYPES}
        onNodesChange={selecting.onNodesChange}
        onConnect={connecting.onConnect}
        onConnectEnd={connecting.onConnectEnd}
        onNodeDrag={dragging.onNodeDrag}
        onNodeDragStop={dragging.onNodeDragStop}
        onNodeDoubleClick={(_, { id }) => editName(store, id)}
        onPaneClick={drop}
        onlyRenderVisibleElements={!isFar && nodes.length > MANY_NODES}
        selectionMode={SelectionMode.Partial}
        connectionRadius={28}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Control", "Meta", "Shift"]}
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        minZoom={leastZoom}
        maxZoom={MOST_ZOOM}
        aria-label="Canvas"
      >
        <Background gap={20} size={1.4} />
        <Brackets layout={layout} />
        <Shelf drawing={drawing} layout={layout} />
        {dragging.drop !== null && <DropMark mark={dragging.drop.mark} />}
        {isFar ? (
          <Far layout={layout} wires={wires} />
        ) : (
          <Wires wires={near} onEnter={enter} onLeave={leave} />
        )}
        <Catch layout={layout} />
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
  readonly isFar: boolean;
}

function Surface({ count, isFar, ...rest }: SurfaceProps): ReactElement {
  const detail = useStore(({ transform }) => detailAt(transform[2]));

  return (
    <div
      className="stage"
      data-calm={count > CALM_NODES}
      data-detail={detail}
      data-far={isFar}
      {...rest}
    />
  );
}

interface Shown {
  readonly isFar: boolean;
  readonly shown: FlowNode[];
}

/** Of what is shown as a picture only the one that the hand and the focus are on is a node, or the one where the keyboard comes in. */
function useShown(nodes: FlowNode[]): Shown {
  const isFar = useFar(nodes.length);
  const held = useEditor((state) => state.selected.at(-1));
  const entry = nodes.find(({ type }) => type !== "frame")?.id;
  const shown = useMemo(
    () => (isFar ? nodes.filter(({ id }) => id === (held ?? entry)) : nodes),
    [isFar, nodes, held, entry],
  );

  return { isFar, shown };
}

function editName(store: EditorStore, id: string): void {
  flushSync(() => store.inspect(id, "call"));
  document.querySelector<HTMLElement>(".inspector input, .inspector button")?.focus();
}
