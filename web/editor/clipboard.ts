/**
 * Copies are Celery's JSON as text: they can be pasted anywhere, and what comes from anywhere can be pasted here. Beside it goes the piece of
 * the drawing, for editors only: names and notes are no part of a signature.
 */
import type { Drawing } from "../../shared/drawing/drawing.ts";
import { fragmentOf, paste, pasteFragment, signaturesOf } from "../../shared/drawing/edit/copy.ts";
import type { Slot } from "../../shared/drawing/edit/insert.ts";
import { remove } from "../../shared/drawing/edit/remove.ts";
import { loadDrawing, saveDrawing } from "../../shared/drawing/saved.ts";
import { isTyping } from "./keys.ts";
import type { EditorStore } from "./store.ts";

const FRAGMENT_TYPE = "application/x-lovage-fragment";

export function listenToClipboard(store: EditorStore): () => void {
  function copy(event: ClipboardEvent): void {
    const { drawing } = store;
    const { selected } = store.state;

    if (isTyping(event.target) || selected.length === 0 || getSelection()?.isCollapsed === false) {
      return;
    }

    event.preventDefault();
    const text = JSON.stringify(signaturesOf(drawing, selected), null, 2);
    const fragment = JSON.stringify(saveDrawing(fragmentOf(drawing, selected)));
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData(FRAGMENT_TYPE, fragment);

    if (event.type === "cut") {
      store.apply(remove(drawing, selected));
    } else {
      store.say(selected.length === 1 ? "Copied as Celery JSON." : `${selected.length} copied.`);
    }
  }

  function pasteCopied(event: ClipboardEvent): void {
    if (isTyping(event.target) || store.state.dialog !== null) {
      return;
    }

    event.preventDefault();
    const id = store.state.selected.at(-1);
    const slot: Slot = id === undefined ? { at: "end" } : { at: "after", id };
    const fragment = readFragment(event.clipboardData?.getData(FRAGMENT_TYPE) ?? "");

    if (fragment !== null) {
      store.apply(pasteFragment(store.drawing, slot, fragment));

      return;
    }

    try {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      store.apply(paste(store.drawing, slot, JSON.parse(text)));
    } catch {
      store.refuse(
        "What is on the clipboard is not JSON. Copy a block here, or what json.dumps(sig) prints.",
      );
    }
  }

  document.addEventListener("copy", copy);
  document.addEventListener("cut", copy);
  document.addEventListener("paste", pasteCopied);

  return () => {
    document.removeEventListener("copy", copy);
    document.removeEventListener("cut", copy);
    document.removeEventListener("paste", pasteCopied);
  };
}

/** Null: there is none, or none that this editor reads. The text says the same in other words. */
function readFragment(text: string): Drawing | null {
  try {
    const loaded = loadDrawing(JSON.parse(text));

    return loaded.ok ? loaded.drawing : null;
  } catch {
    return null;
  }
}
