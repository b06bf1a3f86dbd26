import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

import type { Layout } from "../../graph/layout/layout.ts";
import { useEditorStore } from "../use-editor.ts";
import { caughtIn } from "./hits.ts";

/** Selects what the rectangle that is drawn with Shift holds, as it grows. */
export function Catch({ layout }: { readonly layout: Layout }): null {
  const store = useEditorStore();
  const flow = useStoreApi();
  const rect = useStore((state) => (state.userSelectionActive ? state.userSelectionRect : null));

  useEffect(() => {
    if (rect !== null) {
      const [left, top, zoom] = flow.getState().transform;
      const caught = {
        x: (rect.x - left) / zoom,
        y: (rect.y - top) / zoom,
        width: rect.width / zoom,
        height: rect.height / zoom,
      };
      store.select(caughtIn(layout, caught));
    }
  }, [rect, layout, flow, store]);

  return null;
}
