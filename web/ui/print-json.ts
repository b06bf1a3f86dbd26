import type { JsonValue } from "../../shared/canvas/json.ts";

const INDENT = "  ";

/** JSON over several lines, where whatever fits into `width` stays on one: a signature is a line, not eight. */
export function printJson(value: JsonValue, width = 100): string {
  return print(value, "", width);
}

function print(value: JsonValue, indent: string, width: number): string {
  const flat = printFlat(value);

  if (typeof value !== "object" || value === null || indent.length + flat.length <= width) {
    return flat;
  }

  const inner = indent + INDENT;
  const parts = Array.isArray(value)
    ? value.map((item) => print(item, inner, width))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${print(item, inner, width)}`,
      );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";

  return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`;
}

function printFlat(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(printFlat).join(", ")}]`;
  }

  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }

  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${printFlat(item)}`,
  );

  return `{${entries.join(", ")}}`;
}

export interface JsonToken {
  readonly kind: "key" | "string" | "number" | "plain";
  /** Where it begins. */
  readonly at: number;
  readonly text: string;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The pieces of a JSON text by what they are, for colouring. Joined they are the text. */
export function tokenize(json: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;

  for (const match of json.matchAll(TOKEN)) {
    const [whole, string, colon] = match;
    const text = string ?? whole;
    tokens.push(
      { kind: "plain", at: end, text: json.slice(end, match.index) },
      { kind: kindOf(string, colon), at: match.index, text },
    );
    end = match.index + text.length;
  }

  return [...tokens, { kind: "plain" as const, at: end, text: json.slice(end) }].filter(
    ({ text }) => text !== "",
  );
}

function kindOf(string: string | undefined, colon: string | undefined): JsonToken["kind"] {
  if (string === undefined) {
    return "number";
  }

  return colon === undefined ? "string" : "key";
}
