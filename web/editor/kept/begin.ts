import { EMPTY_DRAWING } from "../../../shared/drawing/drawing.ts";
import { isShared } from "../share/share-link.ts";
import { EditorStore } from "../store.ts";
import { documentOfTab, keptDrawings, setAsideDrawings } from "./kept-drawings.ts";
import { keptRun } from "./kept-run.ts";

/**
 * What this tab showed last, if only an empty sheet; a new tab shows a copy of what was drawn last in any, or begins with nothing where it is
 * to open something else. Either is a document of its own from here on: a tab that was duplicated goes on with the old one.
 */
export function beginEditor(workflow: string | null): EditorStore {
  const before = setAsideDrawings().length;
  const all = keptDrawings();
  const ofTab = documentOfTab();
  const own = all.find(({ document }) => document === ofTab);
  const shown =
    own ?? (workflow === null && ofTab === null && !isShared(location.hash) ? all[0] : undefined);
  const store = new EditorStore(shown?.drawing ?? EMPTY_DRAWING, shown?.origin ?? null);

  const run = own === undefined ? null : keptRun();

  if (run !== null) {
    store.set({ run: { ...run, document: store.state.history.document } });
  }

  if (setAsideDrawings().length > before) {
    store.set({ dialog: "unreadable" });
  }

  return store;
}
