/** Pairs `from, to` (both inclusive) of ascending numbers: 10,000 neighbours are two numbers. */
export type Ranges = readonly (readonly [from: number, to: number])[];

export function toRanges(ascending: Iterable<number>): Ranges {
  const ranges: [number, number][] = [];

  for (const number of ascending) {
    const last = ranges.at(-1);

    if (last !== undefined && last[1] === number - 1) {
      last[1] = number;
    } else {
      ranges.push([number, number]);
    }
  }

  return ranges;
}

export function* fromRanges(ranges: Ranges): Generator<number> {
  for (const [from, to] of ranges) {
    for (let number = from; number <= to; number += 1) {
      yield number;
    }
  }
}
