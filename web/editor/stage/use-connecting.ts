import type { Connection, FinalConnectionState } from "@xyflow/react";

import { connect } from "../../../shared/drawing/connect/connect.ts";
import { findBlock } from "../../../shared/drawing/drawing.ts";
import { move } from "../../../shared/drawing/edit/move.ts";
import type { Aim, EditorStore } from "../store.ts";

interface Connecting {
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
}

/** A wire to another node is drawn if it can be; one into the void asks for what it leads to. */
export function useConnecting(store: EditorStore): Connecting {
  return {
    onConnect: ({ source, target, sourceHandle }) => {
      if (sourceHandle === "error") {
        store.apply(move(store.drawing, [target], { at: "error", id: source }));
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
