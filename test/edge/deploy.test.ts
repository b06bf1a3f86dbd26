import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { environment, root } from "../../scripts/environment.mjs";
import { cleanCheckout } from "./clean-checkout.ts";

describe("wrangler deploy", () => {
  let checkout = "";

  beforeAll(() => {
    checkout = cleanCheckout();
  });

  afterAll(() => {
    rmSync(checkout, { recursive: true });
  });

  it("builds the app and the Worker from a clean checkout in one command", () => {
    const { status, stdout, stderr } = spawnSync(
      "wrangler",
      ["deploy", "--dry-run", "--outdir", "bundle"],
      {
        cwd: checkout,
        encoding: "utf8",
        env: environment,
      },
    );

    expect(status, stderr).toBe(0);
    expect(stdout).toContain("QUEUE_DEAD");

    const page = readFileSync(join(checkout, "dist/client/index.html"), "utf8");
    const script = /src="(?<path>[^"]+\.js)"/u.exec(page)?.groups?.["path"] ?? "no script";

    expect(existsSync(join(checkout, "dist/client", script))).toBe(true);
    expect(readFileSync(join(checkout, "bundle/index.js"), "utf8")).toContain("ResultBackend");
  });
});

describe("the installed packages", () => {
  it("hold one workerd, so that tests, development and builds run the same one", () => {
    expect(globSync("node_modules/**/workerd/package.json", { cwd: root })).toEqual([
      "node_modules/workerd/package.json",
    ]);
  });

  it("are locked by hash, whatever registry they come from", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toContain('"resolved"');
  });
});
