/**
 * Both Workers on the local edge, each in a workerd of its own on storage of its own: the real one as `wrangler deploy` would upload it,
 * and the spike. The bundle is made once, so whoever edits the sources meanwhile disturbs nothing.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createTestHarness } from "wrangler";

import { environment, root } from "../../../scripts/environment.mjs";

export interface Edges {
  readonly lovage: URL;
  readonly spike: URL;
  stop(): Promise<void>;
}

export async function serveEdges(): Promise<Edges> {
  // wrangler runs in this process too: without its trace of every call and its line for every batch.
  Object.assign(process.env, environment, { WRANGLER_LOG: "error" });

  const bundle = buildWorker();
  const lovage = createTestHarness({
    root,
    workers: [
      { configPath: "wrangler.toml", prebuiltWorkerDir: bundle, vars: { LOVAGE_OPEN: "1" } },
    ],
  });
  const spike = createTestHarness({
    root,
    workers: [{ configPath: "test/bench/spike/wrangler.toml" }],
  });

  return {
    lovage: (await lovage.listen()).url,
    spike: (await spike.listen()).url,
    async stop() {
      await Promise.all([lovage.close(), spike.close()]);
      rmSync(bundle, { recursive: true });
    },
  };
}

function buildWorker(): string {
  const bundle = mkdtempSync(join(tmpdir(), "lovage-bench-"));
  const { status, stderr } = spawnSync("wrangler", ["deploy", "--dry-run", "--outdir", bundle], {
    cwd: root,
    encoding: "utf8",
    env: environment,
  });

  if (status !== 0) {
    throw new Error(`The Worker could not be built: wrangler ended with ${status}.\n${stderr}`);
  }

  return bundle;
}
