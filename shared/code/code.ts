/**
 * Code as pieces that may be broken over lines, and which block each line is of. A call that does not fit its line gets a line for each
 * item, as formatters do it.
 */
import type { BlockId } from "../drawing/block.ts";

/** Text stays on its line; a list stands one after another. */
export type Code = string | Call | readonly Code[];

export interface Call {
  /** Up to the items: `chain(`, `[`. */
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** What it was printed from. */
  readonly id?: BlockId;
}

export interface CodeLine {
  readonly text: string;
  /** The blocks that stand in it, or that it is a part of. */
  readonly ids: readonly BlockId[];
}

export interface CodeStyle {
  readonly width: number;
  readonly indent: number;
  /** Whether the last of broken items has a comma. */
  readonly trailingComma: boolean;
}

export function printCode(code: Code, style: CodeStyle): readonly CodeLine[] {
  const lines = new Lines(style);
  lines.add(code, [], 0);

  return lines.all;
}

function flatCode(code: Code): string {
  if (typeof code === "string") {
    return code;
  }

  return isCall(code)
    ? code.open + code.items.map(flatCode).join(", ") + code.close
    : code.map(flatCode).join("");
}

class Lines {
  readonly #style: CodeStyle;
  readonly #lines: { text: string; ids: BlockId[] }[] = [{ text: "", ids: [] }];

  constructor(style: CodeStyle) {
    this.#style = style;
  }

  get all(): readonly CodeLine[] {
    return this.#lines;
  }

  /** `after` is how much of the line what follows will take. */
  add(code: Code, around: readonly BlockId[], after: number): void {
    if (typeof code === "string") {
      this.#write(code, around);
    } else if (!isCall(code)) {
      for (const [index, piece] of code.entries()) {
        this.add(piece, around, index === code.length - 1 ? after : 0);
      }
    } else if (code.items.length === 0 || this.#fits(code, after)) {
      this.#write(flatCode(code), [...around, ...idsIn(code)]);
    } else {
      this.#break(code, around);
    }
  }

  #break({ open, items, close, id }: Call, around: readonly BlockId[]): void {
    const inside = id === undefined ? around : [id];
    const outer = indentOf(this.#current.text);
    this.#write(open.trimEnd(), inside);

    for (const [index, item] of items.entries()) {
      this.#lines.push({ text: " ".repeat(outer + this.#style.indent), ids: [] });
      this.add(item, inside, 1);
      this.#write(index < items.length - 1 || this.#style.trailingComma ? "," : "", inside);
    }

    this.#lines.push({ text: " ".repeat(outer), ids: [] });
    this.#write(close.trimStart(), inside);
  }

  #fits(code: Code, after: number): boolean {
    return this.#current.text.length + flatCode(code).length + after <= this.#style.width;
  }

  #write(text: string, ids: readonly BlockId[]): void {
    const line = this.#current;
    line.text += text;
    line.ids.push(...ids.filter((id) => !line.ids.includes(id)));
  }

  get #current(): { text: string; ids: BlockId[] } {
    return this.#lines.at(-1) ?? { text: "", ids: [] };
  }
}

function isCall(code: Exclude<Code, string>): code is Call {
  return "open" in code;
}

function idsIn(code: Code): readonly BlockId[] {
  if (typeof code === "string") {
    return [];
  }

  if (!isCall(code)) {
    return code.flatMap(idsIn);
  }

  const inside = code.items.flatMap(idsIn);

  return code.id === undefined ? inside : [code.id, ...inside];
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
