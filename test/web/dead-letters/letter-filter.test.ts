import { expect, it } from "vitest";

import {
  ANY_LETTER,
  askedOf,
  isFiltered,
  letterFilterSearch,
  parseLetterFilter,
} from "../../../web/dead-letters/letter-filter.ts";

it("a filter is the same after its way through the address", () => {
  const filter = { task: "add", queue: "low", reason: "rejected", replayed: "false" } as const;
  const search = new URLSearchParams();

  for (const [name, value] of Object.entries(letterFilterSearch(filter))) {
    search.set(name, value ?? "");
  }

  expect(parseLetterFilter(search)).toEqual(filter);
});

it("what there is not is not asked for", () => {
  const filter = parseLetterFilter(new URLSearchParams("reason=bored&replayed=perhaps"));

  expect(filter).toEqual(ANY_LETTER);
  expect(isFiltered(filter)).toBe(false);
  expect(askedOf(filter)).toEqual({});
});
