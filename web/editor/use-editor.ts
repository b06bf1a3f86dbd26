import { createContext, use, useSyncExternalStore } from "react";

import type { Drawing } from "../../shared/drawing/drawing.ts";
import type { EditorState, EditorStore } from "./store.ts";

export const EditorContext = createContext<EditorStore | null>(null);

export function useEditorStore(): EditorStore {
  const store = use(EditorContext);

  if (store === null) {
    throw new Error("Expected to stand inside an EditorContext, and there is none.");
  }

  return store;
}

/** A part of the editor's state. `select` answers the same object as long as nothing in it changed. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  const store = useEditorStore();

  return useSyncExternalStore(store.subscribe, () => select(store.state));
}

export function useDrawing(): Drawing {
  return useEditor(({ history }) => history.present);
}
