import { useEffect } from "react";

import { replaceAddress } from "../../app/navigation.tsx";
import { editorPath } from "../../app/route.ts";
import { originIn, type EditorStore } from "../store.ts";
import { useEditor } from "../use-editor.ts";
import { openWorkflow } from "./open-workflow.ts";

/** The address names the saved workflow that is drawn on; one that is named by a link is opened. */
export function useAddress(store: EditorStore, workflow: string | null): void {
  const name = useEditor((state) => originIn(state)?.name ?? null);
  const opening = useEditor((state) => state.opening);

  useEffect(() => {
    if (workflow !== null && workflow !== store.origin?.name) {
      void openWorkflow(store, workflow);
    }
  }, [store, workflow]);

  useEffect(() => {
    // As it is now, too: the effect above may just have begun to open something.
    if (opening === null && store.state.opening === null && name !== workflow) {
      replaceAddress(editorPath(name));
    }
  }, [store, name, workflow, opening]);
}
