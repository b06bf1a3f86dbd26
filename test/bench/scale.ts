/** How much is measured. */
export interface Scale {
  /** Turns of a comparison. */
  readonly turns: number;
  /** Turns of one that takes seconds. */
  readonly longTurns: number;
  /** Turns of one that takes milliseconds. */
  readonly shortTurns: number;
  readonly loneTasks: number;
}

export const FULL: Scale = { turns: 15, longTurns: 7, shortTurns: 300, loneTasks: 500 };

/** For a look while working: about a minute. */
export const QUICK: Scale = { turns: 3, longTurns: 2, shortTurns: 40, loneTasks: 100 };
