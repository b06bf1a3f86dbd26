import { useEffect } from "react";

import type { EditorStore } from "../store.ts";
import { Autosave } from "./autosave.ts";

/** What is drawn is kept in the browser as it changes, and is there again when the editor is opened. */
export function useAutosave(store: EditorStore): void {
  useEffect(() => {
    const autosave = new Autosave(store);
    const unsubscribe = store.subscribe(() => autosave.follow());
    const leave = (): void => autosave.keep();
    // A page that is left at once has no time for the timer.
    addEventListener("pagehide", leave);

    return () => {
      removeEventListener("pagehide", leave);
      unsubscribe();
      autosave.keep();
    };
  }, [store]);
}
