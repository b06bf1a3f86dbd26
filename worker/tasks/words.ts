/** `word_count` and `merge_counts`: map and reduce over texts, the classic chord. */
import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

const countsSchema = z.record(z.string(), z.int().nonnegative());

/** A letter or digit, then letters, digits, apostrophes and hyphens. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

export const wordCount = defineTask({
  name: "word_count",
  description: "Counts the words of a text, whatever their case.",
  args: z.object({ text: z.string() }),
  returns: countsSchema,
  run: ({ text }) => totals((text.toLowerCase().match(WORD) ?? []).map((word) => [word, 1])),
});

export const mergeCounts = defineTask({
  name: "merge_counts",
  description: "Adds up several results of word_count.",
  args: z.object({ counts: z.array(countsSchema) }),
  returns: countsSchema,
  run: ({ counts }) => totals(counts.flatMap((one) => Object.entries(one))),
});

function totals(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const sums = new Map<string, number>();

  for (const [word, count] of entries) {
    sums.set(word, (sums.get(word) ?? 0) + count);
  }

  return Object.fromEntries(sums);
}
