/** The state of the editor: the drawing with its history, what is selected, and which questions are open. */
import type { BlockId } from "../../shared/drawing/block.ts";
import type { Connected } from "../../shared/drawing/connect/connect.ts";
import type { Drawing } from "../../shared/drawing/drawing.ts";
import { drawnAs, findBlock } from "../../shared/drawing/drawing.ts";
import type { Done, Edit } from "../../shared/drawing/edit/edit.ts";
import type { Slot } from "../../shared/drawing/edit/insert.ts";
import {
  beginHistory,
  type DocumentId,
  type History,
  record,
  redo,
  sealed,
  undo,
} from "../../shared/drawing/history.ts";
import type { Origin } from "./saving/origin.ts";

/** What the next task that is picked is for. */
export type Aim =
  | { readonly kind: "put"; readonly slot: Slot }
  /** The task of a block that has none yet, or another one. */
  | { readonly kind: "choose"; readonly id: BlockId }
  /** Something new behind a block that has a successor already: both wait for it. */
  | { readonly kind: "branch"; readonly from: BlockId }
  /** Something that waits for all of these. */
  | { readonly kind: "join"; readonly from: readonly BlockId[] };

/** Said to the hand that edits; it goes with the next edit. */
interface Notice {
  readonly tone: "said" | "refused";
  readonly text: string;
  /** Blocks that it is about. */
  readonly tasks: readonly BlockId[];
  readonly fixes: readonly {
    readonly label: string;
    readonly about: string;
    readonly edit: Done;
  }[];
}

export type Dialog =
  | "add"
  | "commands"
  | "keys"
  | "templates"
  | "import"
  | "connect"
  | "problems"
  | "open"
  | "versions"
  | "share"
  | "save"
  | "copy"
  | "conflict"
  | "unreadable";

/** What the inspector shows of a block. */
export type Tab = "call" | "options" | "run";

export interface RunOfDrawing {
  readonly runId: string;
  readonly document: DocumentId;
  /** As it was posted. */
  readonly drawing: Drawing;
}

export interface EditorState {
  readonly history: History;
  /** Of the documents that are saved, where: undo leads from one document to another. */
  readonly origins: ReadonlyMap<DocumentId, Origin>;
  readonly selected: readonly BlockId[];
  readonly dialog: Dialog | null;
  readonly aim: Aim;
  readonly notice: Notice | null;
  readonly tab: Tab;
  readonly showsOutline: boolean;
  readonly showsCode: boolean;
  /** The run that is laid over its drawing, whenever that is the one that is drawn. */
  readonly run: RunOfDrawing | null;
  /** The saved workflow that is on its way here. */
  readonly opening: string | null;
}

const END: Aim = { kind: "put", slot: { at: "end" } };

export class EditorStore {
  readonly #listeners = new Set<() => void>();
  readonly #held = new Set<{ readonly name: string }>();
  #state: EditorState;

  constructor(drawing: Drawing, origin: Origin | null) {
    const document = newDocument();
    this.#state = {
      history: beginHistory(drawing, document),
      origins: withOrigin(new Map(), document, origin),
      selected: [],
      dialog: null,
      aim: END,
      notice: null,
      tab: "call",
      showsOutline: false,
      showsCode: false,
      run: null,
      opening: null,
    };
  }

  get state(): EditorState {
    return this.#state;
  }

  get drawing(): Drawing {
    return this.#state.history.present;
  }

  /** Where what is drawn is saved; null: nowhere yet. */
  get origin(): Origin | null {
    return originIn(this.#state);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);

    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...change };
    this.#listeners.forEach((notify) => notify());
  }

  /** Does what was decided, or says why not. Edits with the same `joinKey` in a row are one step of undo. */
  apply(edit: Edit | Connected, joinKey: string | null = null): boolean {
    if (!edit.ok) {
      const { tasks, fixes } = "fixes" in edit ? edit : { tasks: [], fixes: [] };
      this.set({ notice: { tone: "refused", text: edit.reason, tasks, fixes } });

      return false;
    }

    const { history, selected, tab } = this.#state;
    // What was selected by itself, as in the outline, stays so.
    const isSame = edit.select.every((id) => selected.includes(id));
    this.set({
      history: record(history, edit, { selected, joinKey }),
      selected: edit.select.map((id) => (selected.includes(id) ? id : drawnAs(edit.drawing, id))),
      // Of what is new the arguments come first.
      tab: isSame ? tab : "call",
      notice: null,
    });

    return true;
  }

  undo(): void {
    this.#travel(undo, "Nothing to undo.");
  }

  redo(): void {
    this.#travel(redo, "Nothing to redo.");
  }

  /** Typing ends here: what is typed next is another step. */
  seal(): void {
    const history = sealed(this.#state.history);

    if (history !== this.#state.history) {
      this.set({ history });
    }
  }

  /** A field shows what cannot be read; answers how to say that this is over. */
  hold(name: string): () => void {
    const field = { name };
    this.#held.add(field);

    return () => this.#held.delete(field);
  }

  /** The name of a field that shows something else than what is drawn. */
  get held(): string | null {
    const [field] = this.#held;

    return field?.name ?? null;
  }

  select(ids: readonly BlockId[]): void {
    const { selected } = this.#state;

    if (ids.length !== selected.length || ids.some((id, index) => id !== selected[index])) {
      this.set({ selected: ids, history: sealed(this.#state.history) });
    }
  }

  /** Shows a block from this side. */
  inspect(id: BlockId, tab: Tab): void {
    this.select([id]);
    this.set({ tab });
  }

  /** Asks for a task, and what it is for. */
  ask(aim: Aim, dialog: Dialog = "add"): void {
    this.set({ aim, dialog });
  }

  say(text: string): void {
    this.set({ notice: { tone: "said", text, tasks: [], fixes: [] } });
  }

  refuse(text: string): void {
    this.set({ notice: { tone: "refused", text, tasks: [], fixes: [] } });
  }

  /** Another drawing in place of this one, as one step that can be undone. */
  replace(drawing: Drawing, label: string, origin: Origin | null = null): void {
    const { history, selected, origins } = this.#state;
    const document = newDocument();
    this.set({
      history: record(history, { ok: true, drawing, label, select: [] }, { selected, document }),
      origins: withOrigin(origins, document, origin),
      selected: [],
      notice: null,
    });
  }

  setOrigin(document: DocumentId, origin: Origin | null): void {
    this.set({ origins: withOrigin(this.#state.origins, document, origin) });
  }

  #travel(step: typeof undo, nothing: string): void {
    const { history, selected } = this.#state;
    const travelled = step(history, selected);

    if (travelled === undefined) {
      this.say(nothing);

      return;
    }

    const { present } = travelled.history;
    this.set({
      history: travelled.history,
      selected: travelled.selected.filter((id) => findBlock(present, id) !== undefined),
      notice: null,
    });
  }
}

export function originIn({ history, origins }: EditorState): Origin | null {
  return origins.get(history.document) ?? null;
}

/** Not of another drawing that took the place of the one that ran: undo brings that back with its run. */
export function runIn({ history, run }: EditorState): RunOfDrawing | null {
  return run?.document === history.document ? run : null;
}

function withOrigin(
  origins: EditorState["origins"],
  document: DocumentId,
  origin: Origin | null,
): EditorState["origins"] {
  const others = [...origins].filter(([id]) => id !== document);

  return new Map(origin === null ? others : [...others, [document, origin]]);
}

/** Told apart from those of every other tab: drawings are kept by it. */
function newDocument(): DocumentId {
  const random = crypto.getRandomValues(new Uint8Array(12));

  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
