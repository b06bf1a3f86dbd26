/** Reads Markdown as far as the tests of the documentation need it: its code blocks, and what stands between backticks outside them. */

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

const FENCED = /^```(?<language>\w*)\n(?<text>[^]*?)^```$/gmu;

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return Array.from(markdown.matchAll(FENCED), ({ groups }) => ({
    language: groups?.["language"] ?? "",
    text: groups?.["text"] ?? "",
  }));
}

/** What stands between backticks in the prose. */
export function codeSpans(markdown: string): readonly string[] {
  return Array.from(prose(markdown).matchAll(/`([^`\n]+)`/gu), ([, span = ""]) => span);
}

/** Where the links of the prose lead. */
export function linkTargets(markdown: string): readonly string[] {
  return Array.from(prose(markdown).matchAll(/\]\(([^)\s]+)\)/gu), ([, target = ""]) => target);
}

/** The part under a heading of the second level. */
export function section(markdown: string, heading: string): string {
  const [, after = ""] = markdown.split(`\n## ${heading}\n`);

  return after.split("\n## ")[0] ?? "";
}

function prose(markdown: string): string {
  return markdown.replace(FENCED, "");
}
