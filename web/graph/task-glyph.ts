import type { Block } from "../../shared/drawing/block.ts";
import type { GlyphName } from "./glyph.tsx";

/** By what a task is named: the first word that fits. */
const BY_WORD: readonly (readonly [word: RegExp, glyph: GlyphName])[] = [
  [/fetch|url|http|download/u, "globe"],
  [/mail/u, "mail"],
  [/payment|charge|invoice/u, "credit-card"],
  [/image|resize|thumb/u, "image"],
  [/sync|refresh/u, "refresh-cw"],
  [/count_to|list/u, "list-ordered"],
  [/word|text|doc/u, "file-text"],
  [/merge|join|combine/u, "combine"],
  [/matrix/u, "grid-3x3"],
  [/sum/u, "sigma"],
  [/sleep|wait/u, "hourglass"],
  [/clean/u, "brush-cleaning"],
  [/fail|flaky|error/u, "shield-alert"],
];

export function taskGlyph(task: string): GlyphName {
  return BY_WORD.find(([word]) => word.test(task))?.[1] ?? "square-function";
}

export function blockGlyph(block: Block): GlyphName {
  switch (block.kind) {
    case "task":
      return taskGlyph(block.task);
    case "chain":
      return "workflow";
    case "group":
    case "chord":
      return "split";
    case "map":
    case "starmap":
      return "rows-3";
    case "chunks":
      return "layout-grid";
    case "each":
      return "copy-plus";
  }
}
