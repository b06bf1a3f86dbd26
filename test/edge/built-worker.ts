import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import {
  unstable_getMiniflareWorkerOptions as miniflareOptions,
  unstable_readConfig as readConfig,
} from "wrangler";

import { root } from "../../scripts/environment.mjs";
import { findFreePort } from "./listen.ts";

/** The built Worker, served on a port and on storage of its own. */
export interface BuiltWorker {
  readonly origin: string;
  /** Kills workerd in the middle of whatever it does and starts it again on the same storage and port. */
  restart(): Promise<void>;
  /** Kills workerd and removes its storage. */
  stop(): Promise<void>;
}

/**
 * Starts what build.ts built, with the bindings of wrangler.toml. `settings` stand for the secrets of a deployment; those of the
 * machine's own .dev.vars do not count.
 */
export async function startBuiltWorker(
  settings: Readonly<Record<string, string>> = { LOVAGE_OPEN: "1" },
): Promise<BuiltWorker> {
  const storage = mkdtempSync(join(tmpdir(), "lovage-edge-"));
  const options = workerdOptions(settings, storage, await findFreePort());
  let miniflare = new Miniflare(options);
  const { origin } = await miniflare.ready;

  return {
    origin,
    async restart() {
      // Miniflare ends workerd by SIGKILL: nothing in it gets to finish or to write.
      await miniflare.dispose();
      miniflare = new Miniflare(options);
      await miniflare.ready;
    },
    async stop() {
      await miniflare.dispose();
      rmSync(storage, { recursive: true, force: true });
    },
  };
}

function workerdOptions(
  settings: Readonly<Record<string, string>>,
  storage: string,
  port: number,
): ConstructorParameters<typeof Miniflare>[0] {
  const config = readConfig({ config: join(root, "wrangler.toml") });
  // Rules for further modules of a source tree: the build has one file.
  const { modulesRules: _, ...workerOptions } = miniflareOptions(config).workerOptions;

  return convertV4MiniflareOptions({
    ...workerOptions,
    modules: true,
    scriptPath: join(root, "dist/worker/index.js"),
    bindings: { ...config.vars, ...settings },
    resourcePersistencePath: storage,
    port,
  });
}
