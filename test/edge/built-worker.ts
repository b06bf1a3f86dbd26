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
  /**
   * Kills workerd in the middle of whatever it does and starts it again on the same storage and port. What goes to a queue that nobody
   * consumes stays there, and is lost at the next restart.
   */
  restart(isConsumed?: (queue: string) => boolean): Promise<void>;
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
  const place = { settings, storage, port: await findFreePort() };
  let miniflare = new Miniflare(workerdOptions(place));
  const { origin } = await miniflare.ready;

  return {
    origin,
    async restart(isConsumed = () => true) {
      // Miniflare ends workerd by SIGKILL: nothing in it gets to finish or to write.
      await miniflare.dispose();
      miniflare = new Miniflare(workerdOptions(place, isConsumed));
      await miniflare.ready;
    },
    async stop() {
      await miniflare.dispose();
      rmSync(storage, { recursive: true, force: true });
    },
  };
}

interface Place {
  readonly settings: Readonly<Record<string, string>>;
  readonly storage: string;
  readonly port: number;
}

function workerdOptions(
  { settings, storage, port }: Place,
  isConsumed: (queue: string) => boolean = () => true,
): ConstructorParameters<typeof Miniflare>[0] {
  const { queues, ...config } = readConfig({ config: join(root, "wrangler.toml") });
  const consumers =
    queues.consumers?.filter(({ queue }: { readonly queue: string }) => isConsumed(queue)) ?? [];
  // Rules for further modules of a source tree: the build has one file.
  const { modulesRules: _, ...workerOptions } = miniflareOptions({
    ...config,
    queues: { ...queues, consumers },
  }).workerOptions;

  return convertV4MiniflareOptions({
    ...workerOptions,
    modules: true,
    scriptPath: join(root, "dist/worker/index.js"),
    bindings: { ...config.vars, ...settings },
    resourcePersistencePath: storage,
    port,
  });
}
