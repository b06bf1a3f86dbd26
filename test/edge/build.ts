import { spawnSync } from "node:child_process";

import { environment, root } from "../../scripts/environment.mjs";

/** Builds the app into dist/client and the Worker into dist/worker, once for all tests of the built system. */
export function setup(): void {
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["deploy", "--dry-run", "--outdir", "dist/worker"],
    {
      cwd: root,
      encoding: "utf8",
      env: environment,
    },
  );

  if (status !== 0) {
    throw new Error(
      `The system could not be built: wrangler ended with ${status}.\n${stdout}${stderr}`,
    );
  }
}
