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
}

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
