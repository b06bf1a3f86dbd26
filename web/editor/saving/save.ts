/** The ways to save what is drawn. Each throws what the API answers otherwise, and then nothing has changed. */
import type { QueryClient } from "@tanstack/react-query";

import type { History } from "../../../shared/drawing/history.ts";
import type { WorkflowView } from "../../../shared/wire/workflows.ts";
import {
  createWorkflow,
  removeWorkflow,
  renameWorkflow,
  saveWorkflow,
  WORKFLOWS_KEY,
} from "../../api/workflows.ts";
import type { EditorStore } from "../store.ts";
import { type Origin, originOf, workflowOf } from "./origin.ts";

/** What there is to save, as it was when somebody asked for it. */
export interface Snapshot {
  readonly history: History;
  readonly origin: Origin;
}

/** On top of the version that the origin says. */
export async function saveNewer(
  store: EditorStore,
  queries: QueryClient,
  { history, origin }: Snapshot,
): Promise<void> {
  const workflow = { ...workflowOf(history.present, origin), version: origin.version };

  saved(store, queries, { history, view: await saveWorkflow(origin.name, workflow) });
}

/** What is drawn, under a name that is still free. What it was opened from stays as it is. */
export async function saveNew(
  store: EditorStore,
  queries: QueryClient,
  name: string,
): Promise<void> {
  const { history } = store.state;
  const present = { ...history.present, name };
  const view = await createWorkflow(name, workflowOf(present, store.origin));

  call(store, name);
  saved(store, queries, { history: { ...history, present }, view });
}

/** The saved workflow gets another name; what is drawn is not saved by that. */
export async function rename(
  store: EditorStore,
  queries: QueryClient,
  { origin, name }: { readonly origin: Origin; readonly name: string },
): Promise<void> {
  const { document } = store.state.history;
  await renameWorkflow(origin.name, name);
  const drawing = origin.drawing && { ...origin.drawing, name };
  store.setOrigin(document, { ...origin, name, drawing });
  call(store, name);
  await queries.invalidateQueries({ queryKey: WORKFLOWS_KEY });
}

/** For everybody, with all versions. What was drawn of it here is saved nowhere then. */
export async function remove(
  store: EditorStore,
  queries: QueryClient,
  name: string,
): Promise<void> {
  await removeWorkflow(name);

  for (const [document, origin] of store.state.origins) {
    if (origin.name === name) {
      store.setOrigin(document, null);
    }
  }

  await queries.invalidateQueries({ queryKey: WORKFLOWS_KEY });
}

/** What is drawn is called so; a step of its own where it was called otherwise. */
function call(store: EditorStore, name: string): void {
  const { drawing } = store;

  if (drawing.name !== name) {
    store.apply({
      ok: true,
      drawing: { ...drawing, name },
      label: "rename",
      select: store.state.selected,
    });
  }
}

function saved(
  store: EditorStore,
  queries: QueryClient,
  { history, view }: { readonly history: History; readonly view: WorkflowView },
): void {
  store.setOrigin(history.document, originOf(view, history.present));
  store.say(`Saved as version ${view.version}.`);
  void queries.invalidateQueries({ queryKey: WORKFLOWS_KEY });
}
