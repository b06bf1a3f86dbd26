import { expect, it } from "vitest";

import { found } from "../../../../web/editor/finder/match.ts";

const names = ["word_count", "count_to", "merge_counts", "send_email", "add"];

it("a word in brackets begins as any other", () => {
  const titles = ["Instead of chunks", "In batches (chunks)", "Unchunked"];

  expect(found(titles, "chunk", (title) => title)).toEqual(titles);
  expect(found(titles.toReversed(), "chunk", (title) => title)).toEqual([
    "In batches (chunks)",
    "Instead of chunks",
    "Unchunked",
  ]);
});

it.each([
  ["", names],
  ["count", ["count_to", "word_count", "merge_counts"]],
  ["mail", ["send_email"]],
  ["wct", ["word_count"]],
  ["count merge", ["merge_counts"]],
  ["zzz", []],
])("what is searched as %j is found, the nearest first", (query, expected) => {
  expect(found(names, query, (name) => name)).toEqual(expected);
});
