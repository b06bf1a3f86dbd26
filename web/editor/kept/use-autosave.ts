import { useEffect } from "react";

import { type EditorStore, runIn } from "../store.ts";
import { useEditor } from "../use-editor.ts";
import { Autosave } from "./autosave.ts";
import { keepRun } from "./kept-run.ts";

/** What is drawn is kept in the browser as it changes, and the run that is laid over it: they are there again when the editor is opened. */
export function useAutosave(store: EditorStore): void {
  const run = useEditor(runIn);

  useEffect(() => keepRun(run), [run]);

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
