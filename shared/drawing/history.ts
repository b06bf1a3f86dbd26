/** Undo and redo: drawings with what was done to get there. Drawings share all that did not change, so a long history is small. */
import type { BlockId } from "./block.ts";
import type { Drawing } from "./drawing.ts";
import type { Done } from "./edit/edit.ts";

/** What stays the same from a drawing's being begun or opened until another takes its place. */
export type DocumentId = string;

interface Step {
  readonly drawing: Drawing;
  readonly document: DocumentId;
  /** What led away from it. */
  readonly label: string;
  /** What was selected. */
  readonly selected: readonly BlockId[];
}

export interface History {
  readonly present: Drawing;
  readonly document: DocumentId;
  /** The newest last. */
  readonly past: readonly Step[];
  /** The next last. */
  readonly future: readonly Step[];
  /** Steps that go on with what the last one did, as keystrokes in a field, are one step. */
  readonly joinKey: string | null;
}

const MOST_STEPS = 200;

export function beginHistory(present: Drawing, document: DocumentId): History {
  return { present, document, past: [], future: [], joinKey: null };
}

/** One more step. `joinKey` equal to the last one's: it is the same step, gone on. `document`: another one is begun. */
export function record(
  history: History,
  { drawing, label }: Done,
  {
    selected,
    joinKey = null,
    document = history.document,
  }: {
    readonly selected: readonly BlockId[];
    readonly joinKey?: string | null;
    readonly document?: DocumentId;
  },
): History {
  const { present, past } = history;
  const isSame = joinKey !== null && joinKey === history.joinKey && past.length > 0;
  const step = { drawing: present, document: history.document, label, selected };

  return {
    present: drawing,
    document,
    past: isSame ? past : [...past, step].slice(-MOST_STEPS),
    future: [],
    joinKey,
  };
}

/** A step back, and what was selected then; undefined: there is none. */
export function undo(
  history: History,
  selected: readonly BlockId[],
): { readonly history: History; readonly selected: readonly BlockId[] } | undefined {
  const { present, document, past, future } = history;
  const step = past.at(-1);

  return (
    step && {
      history: {
        present: step.drawing,
        document: step.document,
        past: past.slice(0, -1),
        future: [...future, { drawing: present, document, label: step.label, selected }],
        joinKey: null,
      },
      selected: step.selected,
    }
  );
}

export function redo(
  history: History,
  selected: readonly BlockId[],
): { readonly history: History; readonly selected: readonly BlockId[] } | undefined {
  const { present, document, past, future } = history;
  const step = future.at(-1);

  return (
    step && {
      history: {
        present: step.drawing,
        document: step.document,
        past: [...past, { drawing: present, document, label: step.label, selected }],
        future: future.slice(0, -1),
        joinKey: null,
      },
      selected: step.selected,
    }
  );
}

/** The next edit is a step of its own, whatever its key. */
export function sealed(history: History): History {
  return history.joinKey === null ? history : { ...history, joinKey: null };
}
