import type { TaskError } from "./outcome.ts";

/** The failure of a body whose header has a failed or revoked member. */
export function chordError(taskId: string, cause: TaskError): TaskError {
  const said = cause.message.length > 1000 ? `${cause.message.slice(0, 999)}…` : cause.message;
  const exception = `${cause.type}(${pythonRepr(said)})`;
  return { type: "ChordError", message: `Dependency ${taskId} raised ${exception}` };
}

/** A string as Python's `repr` prints it. */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = Array.from(text, (character) =>
    character === quote ? `\\${character}` : escaped(character),
  );
  return quote + inner.join("") + quote;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escaped(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) {
    return named;
  }
  if (character === " " || !/[\p{C}\p{Z}]/u.test(character)) {
    return character;
  }
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) {
    return `\\x${hex.padStart(2, "0")}`;
  }
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
