import { getWorkflow } from "../../api/workflows.ts";
import type { EditorStore } from "../store.ts";
import { drawingIn, originOf } from "./origin.ts";

/** Puts a saved workflow in place of what is drawn, as one step that can be undone. */
export async function openWorkflow(store: EditorStore, name: string): Promise<void> {
  store.set({ opening: name });
  store.say(`Opening “${name}”…`);

  try {
    const view = await getWorkflow(name, null);
    const read = drawingIn(view);

    // Whoever asked for another one meanwhile gets that.
    if (store.state.opening !== name) {
      return;
    }

    if (read.ok) {
      store.replace(read.drawing, `open ${name}`, originOf(view, read.drawing));
    } else {
      const [{ path, message } = { path: "drawing", message: "unreadable" }] = read.errors;
      store.refuse(`“${name}” cannot be drawn: ${path}: ${message}.`);
    }
  } catch (error) {
    store.refuse(error instanceof Error ? error.message : String(error));
  } finally {
    if (store.state.opening === name) {
      store.set({ opening: null });
    }
  }
}
