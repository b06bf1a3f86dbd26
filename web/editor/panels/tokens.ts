/** A line of code in pieces, for colouring: enough for what we print ourselves. */
export interface Token {
  readonly kind: "string" | "number" | "call" | "word" | "comment" | "plain";
  /** Where it begins. */
  readonly at: number;
  readonly text: string;
}

const TOKEN =
  /(?<comment>^\s*(?:#|\/\/).*$)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<word>\b(?:from|import|const|True|False|None|true|false|null|curl)\b)|(?<call>\b[A-Za-z_]\w*(?=\())/gu;

export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;

  for (const match of line.matchAll(TOKEN)) {
    const [text] = match;

    if (match.index > end) {
      tokens.push({ kind: "plain", at: end, text: line.slice(end, match.index) });
    }

    tokens.push({ kind: kindOf(match.groups ?? {}), at: match.index, text });
    end = match.index + text.length;
  }

  return end < line.length
    ? [...tokens, { kind: "plain", at: end, text: line.slice(end) }]
    : tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): Token["kind"] {
  const kinds = ["comment", "string", "number", "word", "call"] as const;

  return kinds.find((kind) => groups[kind] !== undefined) ?? "plain";
}
