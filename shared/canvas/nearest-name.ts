/** What somebody meant who wrote a name that does not exist. */

/** Longer names are not looked for: nobody mistypes those. */
const MAX_CHARS = 40;

/** The one of `names` that `given` was probably meant to be; undefined: none is like it. Case and what joins words do not count. */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  const plain = plainOf(given);

  if (given.length > MAX_CHARS) {
    return undefined;
  }

  const [nearest] = Array.from(names, (name) => ({
    name,
    edits: editsBetween(plain, plainOf(name)),
  }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(name.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);

  return nearest?.name;
}

/** `, did you mean "canvas"?`, or nothing. */
export function didYouMean(given: string, names: Iterable<string>): string {
  const nearest = nearestName(given, names);

  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

function plainOf(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, "");
}

/** How many letters must be put in, taken out or exchanged, also two neighbours for each other: a row at a time. */
function editsBetween(left: string, right: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);

  for (let index = 0; index < left.length; index += 1) {
    const next = [index + 1];

    for (let at = 0; at < right.length; at += 1) {
      const isSame = left[index] === right[at];
      const isSwapped = left[index] === right[at - 1] && left[index - 1] === right[at];

      next.push(
        Math.min(
          (row[at] ?? 0) + (isSame ? 0 : 1),
          (row[at + 1] ?? 0) + 1,
          (next[at] ?? 0) + 1,
          isSwapped ? (before[at - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }

    before = row;
    row = next;
  }

  return row.at(-1) ?? 0;
}
