import { useMemo } from "react";

import type { RunOfDrawing } from "../store.ts";
import { useDrawing } from "../use-editor.ts";
import { isRunAs } from "./is-run-as.ts";

/** What is drawn is not what ran. */
export function useIsEdited(run: RunOfDrawing): boolean {
  const drawing = useDrawing();

  return useMemo(() => !isRunAs(run.drawing, drawing), [run.drawing, drawing]);
}
