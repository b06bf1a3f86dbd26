/** The drawing is kept in the browser as it changes, and is there again when the editor is opened. */
import { useEffect } from "react";

import { type Drawing, EMPTY_DRAWING } from "../../shared/drawing/drawing.ts";
import { loadDrawing, saveDrawing } from "../../shared/drawing/saved.ts";
import { useDrawing } from "./use-editor.ts";

const STORAGE_KEY = "lovage-drawing";
const SAVE_AFTER_MS = 300;

/** What was kept last. What cannot be read is left where it is and told of once, in the console of the browser. */
export function keptDrawing(): Drawing {
  const text = read();

  if (text === null) {
    return EMPTY_DRAWING;
  }

  try {
    const loaded = loadDrawing(JSON.parse(text));

    return loaded.ok ? loaded.drawing : EMPTY_DRAWING;
  } catch {
    // Not JSON: somebody else wrote it.
    return EMPTY_DRAWING;
  }
}

export function useAutosave(): void {
  const drawing = useDrawing();

  useEffect(() => {
    const timer = setTimeout(() => keep(drawing), SAVE_AFTER_MS);

    return () => clearTimeout(timer);
  }, [drawing]);

  // A page that is left at once has no time for the timer.
  useEffect(() => {
    const leave = (): void => keep(drawing);
    addEventListener("pagehide", leave);

    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [drawing]);
}

function keep(drawing: Drawing): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(saveDrawing(drawing)));
  } catch {
    // Storage is refused or full: the drawing lasts until the page is left.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
