/** What everything in a simulated world shares. */
import type { Dice } from "./dice.ts";
import type { Life } from "./life.ts";
import type { Timeline } from "./timeline.ts";

export interface Answered {
  readonly method: string;
  readonly values: readonly unknown[];
  readonly reply: unknown;
}

export interface WorldPorts {
  readonly timeline: Timeline;
  readonly dice: Dice;
  /** Begins a life. */
  readonly begin: (name: string) => Life;
  /** The bindings that the code of a life sees. */
  readonly bindingsOf: (life: Life) => object;
  /** What a message is about. */
  readonly nameOf: (body: unknown) => string;
  /** A consumer that had this task is not heard of any more, or gave it back. */
  readonly lostWorker: (body: unknown) => void;
  /** Whoever runs this task, as run id and node, cannot say so to the backend. */
  readonly cutOff: (task: string) => void;
  /** An object did what it was asked to; its answer may still get lost. */
  readonly answered: (life: Life, call: Answered) => void;
  /** A consumer acknowledges a message. */
  readonly acknowledged: (life: Life, body: unknown) => void;
  /** Keeps a line of the story for whoever looks into a failure. */
  readonly tell: (line: string) => void;
  /** Something happened that must not. */
  readonly wrong: (what: string) => void;
}
