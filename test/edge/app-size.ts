/** What the built app makes a browser load, from the manifest of its build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { z } from "zod";

import { root } from "../../scripts/environment.mjs";

const BUILD = join(root, "dist/client");
const FIRST = "index.html";
const EDITOR = "editor/editor-page.tsx";

/** Kilobytes, gzipped. */
export interface AppSize {
  /** JavaScript and styles before anything is shown. */
  readonly first: { readonly js: number; readonly css: number };
  /** What the editor needs besides. */
  readonly editor: { readonly js: number; readonly css: number };
}

/** Kilobytes, gzipped: no build may be larger. */
export const SIZE_BUDGET: AppSize = {
  first: { js: 200, css: 20 },
  editor: { js: 200, css: 20 },
};

const manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof manifest>;

export function measureApp(): AppSize {
  const chunks = manifest.parse(
    JSON.parse(readFileSync(join(BUILD, ".vite/manifest.json"), "utf8")),
  );
  const first = loadedWith(chunks, FIRST);
  const editor = [...loadedWith(chunks, EDITOR)].filter((name) => !first.has(name));

  return { first: sizeOf(chunks, [...first]), editor: sizeOf(chunks, editor) };
}

/** A chunk, and whatever it cannot begin without. */
function loadedWith(
  chunks: Manifest,
  name: string,
  seen: Set<string> = new Set(),
): ReadonlySet<string> {
  if (!seen.has(name)) {
    seen.add(name);
    chunks[name]?.imports.forEach((imported) => loadedWith(chunks, imported, seen));
  }

  return seen;
}

function sizeOf(
  chunks: Manifest,
  names: readonly string[],
): { readonly js: number; readonly css: number } {
  const used = names.flatMap((name) => chunks[name] ?? []);
  const styles = new Set(used.flatMap(({ css }) => css));

  return { js: gzipped(used.map(({ file }) => file)), css: gzipped([...styles]) };
}

function gzipped(files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(BUILD, file))).length);

  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
