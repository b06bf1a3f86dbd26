/** How well a text answers what is searched for; less is better, infinite is not at all. */
function matchCost(text: string, query: string): number {
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const plain = text.toLowerCase();

  return words.reduce((cost, word) => cost + wordCost(plain, word), 0);
}

/** At the beginning, at the beginning of a word, anywhere, or its letters in this order. */
function wordCost(text: string, word: string): number {
  const at = text.indexOf(word);

  if (at === 0) {
    return 0;
  }

  if (at > 0) {
    return /[^\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 1 : 2;
  }

  return hasLetters(text, word) ? 4 : Infinity;
}

function hasLetters(text: string, word: string): boolean {
  let from = 0;

  return word.split("").every((letter) => {
    from = text.indexOf(letter, from) + 1;

    return from > 0;
  });
}

/** Those that answer, the best first; equally good ones in their order. */
export function found<Item>(
  items: readonly Item[],
  query: string,
  textOf: (item: Item) => string,
): readonly Item[] {
  return items
    .map((item) => ({ item, cost: matchCost(textOf(item), query) }))
    .filter(({ cost }) => Number.isFinite(cost))
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ item }) => item);
}
