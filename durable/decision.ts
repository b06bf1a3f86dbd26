/** What was decided about a run, to be written in one log row with what was decided about others. */
import type { JsonText } from "../shared/canvas/json.ts";
import type { DeadNode, ReplayedLetter } from "../shared/engine/dead-letter.ts";
import type { Fact } from "../shared/engine/delta.ts";
import type { KeptRun } from "./kept-run.ts";
import type { NamedRuns } from "./key-store.ts";
import type { Packing } from "./pack-store.ts";

export interface Decision {
  readonly kept: KeptRun;
  readonly facts: readonly Fact[];
  /** Those that fail with these facts and are kept as dead letters. */
  readonly dead?: readonly DeadNode[];
  /** Dead letters that these facts replay. */
  readonly replayed?: readonly ReplayedLetter[];
  /** Where large values of the facts lie. */
  readonly packing?: Packing;
  readonly fragments?: readonly NewFragment[];
  /** By what it is known when it is asked for again. */
  readonly named?: NamedRuns;
}

/** What a task put in its place: the number that it has in its run, and its plan as it is stored. */
export interface NewFragment {
  readonly fragment: number;
  readonly planParts: readonly JsonText[];
}

/** Writes what was decided and applies it; throws when it was not written, and then nothing changed. */
export type Record = (decisions: readonly Decision[]) => void;
