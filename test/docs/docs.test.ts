/** The documentation names only what exists, and what it shows is true. */
import { existsSync, globSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { describe, expect, it } from "vitest";

import { chord } from "../../shared/canvas/builders.ts";
import { parseCanvas } from "../../shared/canvas/parse.ts";
import type { Signature } from "../../shared/canvas/signature.ts";
import { toSignature } from "../../shared/canvas/to-json.ts";
import { app } from "../../worker/api/app.ts";
import { runEager } from "../../worker/run-eager.ts";
import { add, xsum } from "../../worker/tasks/arithmetic.ts";
import { codeBlocks, codeSpans, linkTargets, section } from "./markdown.ts";

const root = join(import.meta.dirname, "../..");
const pages = ["README.md", "CHANGELOG.md", ...globSync("docs/*.md", { cwd: root })];
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const readme = read("README.md");

describe.each(pages)("%s", (page) => {
  it("names files and folders that exist", () => {
    const paths = codeSpans(read(page)).filter(isPath);

    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("links to pages that exist", () => {
    const targets = linkTargets(read(page)).filter((target) => !/^(https?:|#)/u.test(target));

    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});

describe("the README's table of the API", () => {
  it("has every route, and no other", () => {
    const named = codeSpans(section(readme, "API")).filter((span) => /^[A-Z]+ \//u.test(span));
    const routes = app.routes.filter(({ method }) => method !== "ALL");

    expect(named.toSorted()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
  });
});

describe("the README's first canvas", () => {
  const canvas = firstCanvas();

  it("is the one that the builders make", () => {
    const built = chord([add.s(1, 1), add.s(2, 2)], xsum.s());

    expect(readme).toContain("chord([add.s(1, 1), add.s(2, 2)], xsum.s())");
    expect(canvas).toEqual(built.toJSON());
  });

  it("ends as it is shown", async () => {
    const { state, result } = await runEager(canvas);

    expect(finishedRun()).toMatchObject({ state, result });
  });
});

/** What the first curl call posts, in Celery's normal form. */
function firstCanvas(): Signature {
  const call = codeBlocks(readme).find(({ text }) => text.includes("/api/runs -H"))?.text ?? "";
  const body = JSON.parse(/-d '([^']+)'/u.exec(call)?.[1] ?? "{}") as Record<string, unknown>;
  const parsed = parseCanvas(body["canvas"]);

  if (!parsed.ok) {
    throw new TypeError(parsed.errors.map(({ path, message }) => `${path}: ${message}`).join("; "));
  }

  return toSignature(parsed.canvas);
}

function finishedRun(): unknown {
  return JSON.parse(
    codeBlocks(readme).find(({ text }) => text.includes('"finished_at"'))?.text ?? "",
  );
}

/** A file by its ending, or anything inside a folder of the project. Addresses and media types are neither. */
function isPath(span: string): boolean {
  return (
    /^[\w.-]+(\/[\w.-]*)*$/u.test(span) &&
    (/\.(ts|tsx|mjs|toml|md|jsonc?|css|html)$/u.test(span) ||
      folders.some(({ name }) => span.startsWith(`${name}/`)) ||
      span.endsWith("/"))
  );
}

function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}
