/** Measuring on a machine whose speed drifts: what is compared runs in turns, and only neighbours are divided by one another. */

/** A measured number: its median and its middle half. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
  };
}

/** Linear between neighbours, as in most tools. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;

  return low + (high - low) * (at - Math.floor(at));
}

/** What two things took, in milliseconds, turn by turn. */
export interface Turns {
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** `first / second` of each turn. */
  readonly ratio: Spread;
}

/** Runs both in turns (A B A B ...). The first turn warms both up and does not count. */
export async function takeTurns(
  turns: number,
  first: () => Promise<void>,
  second: () => Promise<void>,
): Promise<Turns> {
  const firstMs: number[] = [];
  const secondMs: number[] = [];

  for (let turn = 0; turn <= turns; turn += 1) {
    firstMs.push(await millisecondsOf(first));
    secondMs.push(await millisecondsOf(second));
  }

  const counted = { first: firstMs.slice(1), second: secondMs.slice(1) };
  const ratios = counted.first.map((ms, turn) => ms / (counted.second[turn] ?? Number.NaN));

  return { ...counted, ratio: spreadOf(ratios) };
}

export async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();

  return performance.now() - startedAt;
}
