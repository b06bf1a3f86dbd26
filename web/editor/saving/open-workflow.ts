import type { WorkflowView } from "../../../shared/wire/workflows.ts";
import { getWorkflow } from "../../api/workflows.ts";
import type { EditorStore } from "../store.ts";
import { drawingIn, originOf, undrawable } from "./origin.ts";

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
      store.refuse(undrawable(`“${name}”`, read.errors));
    }
  } catch (error) {
    store.refuse(error instanceof Error ? error.message : String(error));
  } finally {
    if (store.state.opening === name) {
      store.set({ opening: null });
    }
  }
}

/** An old version in place of what is drawn, as an edit: a save makes it the newest. */
export function restoreVersion(store: EditorStore, view: WorkflowView): void {
  const read = drawingIn(view);

  if (!read.ok) {
    store.refuse(undrawable(`Version ${view.version}`, read.errors));

    return;
  }

  // Ids that were given since are not given again.
  const nextId = Math.max(read.drawing.nextId, store.drawing.nextId);
  const label = `restore version ${view.version}`;
  store.apply({ ok: true, drawing: { ...read.drawing, nextId }, label, select: [] });
  store.say(`Version ${view.version} is drawn again. Save it, and it is the newest.`);
}
