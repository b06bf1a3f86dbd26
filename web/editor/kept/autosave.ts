import type { DocumentId } from "../../../shared/drawing/history.ts";
import { isUnsaved } from "../saving/origin.ts";
import { type EditorState, type EditorStore, originIn } from "../store.ts";
import {
  documentOfTab,
  forgetDrawing,
  keepDrawing,
  setDocumentOfTab,
  tidyKept,
} from "./kept-drawings.ts";

const KEEP_AFTER_MS = 300;

/** Keeps the document that is shown as it changes. One that was only looked at is kept where it came from. */
export class Autosave {
  readonly #store: EditorStore;
  /** The document that the editor began with, and the one that it is a copy of. */
  readonly #begun: DocumentId;
  readonly #former: DocumentId | null;
  #state: EditorState;
  /** What the browser has. */
  #kept: EditorState;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRefused = false;

  constructor(store: EditorStore) {
    this.#store = store;
    this.#state = store.state;
    this.#kept = store.state;
    this.#begun = store.state.history.document;
    this.#former = documentOfTab();
    tidyKept(this.#former ?? this.#begun);
  }

  follow(): void {
    const before = this.#state;
    this.#state = this.#store.state;

    if (this.#state.history.document !== before.history.document) {
      this.#leave(before);
      this.keep();
    } else if (!isSame(this.#state, before)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.keep(), KEEP_AFTER_MS);
    }
  }

  keep(): void {
    clearTimeout(this.#timer);

    if (!isSame(this.#state, this.#kept)) {
      this.#write(this.#state);
      setDocumentOfTab(this.#state.history.document);
    }
  }

  /** What another drawing took the place of is kept only while it is saved nowhere else. */
  #leave(state: EditorState): void {
    if (!isUnsaved(originIn(state), state.history.present)) {
      this.#forget(state.history.document);
    } else if (!isSame(state, this.#kept)) {
      this.#write(state);
    }
  }

  #write(state: EditorState): void {
    const { present: drawing, document } = state.history;
    const origin = originIn(state);
    const unsaved = isUnsaved(origin, drawing);
    this.#kept = state;

    if (origin === null && !unsaved) {
      this.#forget(document);
    } else if (keepDrawing({ document, keptAt: Date.now(), origin, isUnsaved: unsaved, drawing })) {
      this.#forgetFormer(document);
    } else {
      this.#tellRefusal();
    }
  }

  #forget(document: DocumentId): void {
    forgetDrawing(document);
    this.#forgetFormer(document);
  }

  #forgetFormer(document: DocumentId): void {
    if (document === this.#begun && this.#former !== null) {
      forgetDrawing(this.#former);
    }
  }

  #tellRefusal(): void {
    if (!this.#isRefused) {
      this.#isRefused = true;
      this.#store.refuse(
        "This browser keeps no copy of the drawing: its storage is full or refused. Save or export it before you leave the page.",
      );
    }
  }
}

/** As far as it is kept. */
function isSame(a: EditorState, b: EditorState): boolean {
  return a.history.present === b.history.present && originIn(a) === originIn(b);
}
