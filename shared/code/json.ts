/** A canvas as Celery's JSON, each line with the blocks that it is of. */
import { pathKey } from "../canvas/json-check.ts";
import { isJsonList, type JsonValue } from "../canvas/json.ts";
import type { Block, BlockId } from "../drawing/block.ts";
import { pathsOf } from "../drawing/paths.ts";
import { signatureOf } from "../drawing/to-canvas.ts";
import { type Code, type CodeLine, type CodeStyle, printCode } from "./code.ts";

const STYLE: CodeStyle = { width: 100, indent: 2, trailingComma: false };

export function printJsonLines(block: Block): readonly CodeLine[] {
  return printCode(codeOf(signatureOf(block), "canvas", pathsOf(block)), STYLE);
}

function codeOf(value: JsonValue, path: string, paths: ReadonlyMap<string, BlockId>): Code {
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }

  const id = paths.get(path);

  return {
    ...(id !== undefined && { id }),
    ...(isJsonList(value)
      ? {
          open: "[",
          items: value.map((item, index) => codeOf(item, `${path}[${index}]`, paths)),
          close: "]",
        }
      : {
          open: "{",
          items: Object.entries(value).map(([key, item]) => [
            `${JSON.stringify(key)}: `,
            codeOf(item, path + pathKey(key), paths),
          ]),
          close: "}",
        }),
  };
}
