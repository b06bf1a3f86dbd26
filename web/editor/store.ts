/** The state of the editor: the drawing with its history, what is selected, and which questions are open. */
import type { BlockId } from "../../shared/drawing/block.ts";
import type { Connected } from "../../shared/drawing/connect/connect.ts";
import type { Drawing } from "../../shared/drawing/drawing.ts";
import { drawnAs, findBlock, renumbered } from "../../shared/drawing/drawing.ts";
import type { Done, Edit } from "../../shared/drawing/edit/edit.ts";
import type { Slot } from "../../shared/drawing/edit/insert.ts";
import {
  beginHistory,
  type History,
  record,
  redo,
  sealed,
  undo,
} from "../../shared/drawing/history.ts";

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

export type Dialog = "add" | "commands" | "keys" | "templates" | "import" | "connect" | "problems";

export interface RunOfDrawing {
  readonly runId: string;
  /** As it was posted. */
  readonly drawing: Drawing;
}

export interface EditorState {
  readonly history: History;
  readonly selected: readonly BlockId[];
  readonly dialog: Dialog | null;
  readonly aim: Aim;
  readonly notice: Notice | null;
  readonly showsOutline: boolean;
  readonly showsCode: boolean;
  /** The run that is laid over the drawing. */
  readonly run: RunOfDrawing | null;
  /** How many drawings were opened: each is shown whole. */
  readonly opened: number;
}

const END: Aim = { kind: "put", slot: { at: "end" } };

export class EditorStore {
  readonly #listeners = new Set<() => void>();
  #state: EditorState;

  constructor(drawing: Drawing) {
    this.#state = {
      history: beginHistory(drawing),
      selected: [],
      dialog: null,
      aim: END,
      notice: null,
      showsOutline: false,
      showsCode: false,
      run: null,
      opened: 0,
    };
  }

  get state(): EditorState {
    return this.#state;
  }

  get drawing(): Drawing {
    return this.#state.history.present;
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

    const { history, selected } = this.#state;
    this.set({
      history: record(history, edit, { selected, joinKey }),
      // What was selected by itself, as in the outline, stays so.
      selected: edit.select.map((id) => (selected.includes(id) ? id : drawnAs(edit.drawing, id))),
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

  select(ids: readonly BlockId[]): void {
    const { selected } = this.#state;

    if (ids.length !== selected.length || ids.some((id, index) => id !== selected[index])) {
      this.set({ selected: ids, history: sealed(this.#state.history) });
    }
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
  replace(drawing: Drawing, label: string): void {
    const fresh = renumbered(drawing, this.drawing.nextId);
    this.apply({ ok: true, drawing: fresh, label, select: [] });
    this.set({ run: null, opened: this.#state.opened + 1 });
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
