/** A result in a few characters, for the wire that it went along. */
import type { JsonValue } from "../../shared/canvas/json.ts";
import type { NodeView } from "../../shared/wire/views.ts";
import type { Preview } from "../graph/nodes/node-look.ts";
import { printJson } from "../ui/print-json.ts";

const TEXT_CHARS = 7;
const TITLE_CHARS = 300;

/** Null: it has none, or none that is kept. */
export function previewOf({ state, result, result_url: url }: NodeView): Preview | null {
  if (state !== "SUCCESS") {
    return null;
  }

  return url === undefined
    ? {
        text: cut(shortly(result), TEXT_CHARS),
        title: cut(printJson(result, Infinity), TITLE_CHARS),
      }
    : { text: "large", title: "A large result" };
}

/** A list or an object by its size. */
function shortly(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `list[${value.length}]`;
  }

  return typeof value === "object" && value !== null
    ? `dict[${Object.keys(value).length}]`
    : JSON.stringify(value);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
