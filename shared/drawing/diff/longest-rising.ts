/** As many of the items as can stay where they are, so that their ranks rise. */
export function longestRising<T>(items: readonly T[], rank: (item: T) => number): readonly T[] {
  interface Link {
    readonly item: T;
    readonly before: Link | undefined;
  }

  // At each place the row of that length that ends lowest.
  const ends: Link[] = [];

  for (const item of items) {
    const place = ends.findLastIndex((end) => rank(end.item) < rank(item)) + 1;
    ends[place] = { item, before: ends[place - 1] };
  }

  const rising: T[] = [];

  for (let link = ends.at(-1); link !== undefined; link = link.before) {
    rising.push(link.item);
  }

  return rising.toReversed();
}
