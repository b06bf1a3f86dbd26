import { cpSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { root } from "../../scripts/environment.mjs";

/** Copies what a clean checkout would hold into a new folder, with the installed packages beside it. */
export function cleanCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "lovage-checkout-"));
  const ignored = new Set([".git", ...ignoredNames()]);

  cpSync(root, folder, { recursive: true, filter: (source) => !ignored.has(basename(source)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

  return folder;
}

/** .gitignore holds plain names only. */
function ignoredNames(): string[] {
  const lines = readFileSync(join(root, ".gitignore"), "utf8").split("\n");

  return lines.filter((line) => line !== "").map((line) => line.replace(/\/$/u, ""));
}
