import type { TaskState } from "../../../shared/wire/views.ts";
import type { Tally } from "../../ui/state.ts";
import type { GlyphName } from "../glyph.tsx";

/** What happens to what a node stands for, in a run. */
export interface NodeStatus {
  readonly state: TaskState;
  /** Beside the state: how long it took, or how many are done. */
  readonly figure: string | null;
  /** Of several tasks. */
  readonly tally: Tally | null;
  /** What it gave to what comes after it, in short. */
  readonly result: Preview | null;
  /** What is drawn was changed since: it fared so as it was before. */
  readonly isOld?: boolean;
}

/** A result as it is shown on a wire. */
export interface Preview {
  /** What fits between two nodes. */
  readonly text: string;
  /** More of it, for whoever stays on it. */
  readonly title: string;
}

/** How several tasks get on, in words; null: not known, or of no meaning. */
export interface Pace {
  /** How many end in a second. */
  readonly rate: string | null;
  /** How long the rest will take at that rate. */
  readonly left: string | null;
  /** How long half of them ran, and 95 of 100, at most. */
  readonly p50: string | null;
  readonly p95: string | null;
}

export const NO_PACE: Pace = { rate: null, left: null, p50: null, p95: null };

/** A small sign at the end of a node's second line. */
export interface Badge {
  readonly glyph: GlyphName;
  readonly words: string;
}

/** What is wrong with it, in a few words. */
export interface Flaw {
  readonly words: string;
  /** It would run, and most likely fail. */
  readonly isWarning: boolean;
}

/** A node as it looks: what it is while drawing, and how it fares in a run. */
export interface NodeLook {
  readonly title: string;
  /** One fact: the arguments. */
  readonly fact: string;
  readonly glyph: GlyphName;
  readonly badges: readonly Badge[];
  /** Called only when something failed. */
  readonly isErrback: boolean;
  /** Its task is still to be chosen. */
  readonly isOpen: boolean;
  readonly flaw: Flaw | null;
  /** × how many, where it stands for several. */
  readonly times: string | null;
}
