import { useEffect } from "react";

import { replaceAddress } from "../../app/navigation.tsx";
import type { EditorStore } from "../store.ts";
import { isShared, sharedDrawing } from "./share-link.ts";

/** Opens the drawing that the address carries, and takes it out of there: what is drawn on it is not in the link. */
export function useShared(store: EditorStore): void {
  useEffect(() => {
    function open(): void {
      const { hash, pathname } = location;

      if (isShared(hash)) {
        replaceAddress(pathname);
        void openShared(store, hash);
      }
    }

    open();
    addEventListener("hashchange", open);

    return () => removeEventListener("hashchange", open);
  }, [store]);
}

async function openShared(store: EditorStore, hash: string): Promise<void> {
  const drawing = await sharedDrawing(hash);

  if (drawing === null) {
    store.refuse(
      "The drawing in this link cannot be read: part of it is missing, or it was made by another version. Ask for it as a file, from Export.",
    );
  } else {
    store.replace(drawing, "open a shared drawing");
  }
}
