import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kill } from "node:process";
import { setTimeout as wait } from "node:timers/promises";

import { environment, root } from "../../scripts/environment.mjs";
import { findFreePort } from "../edge/listen.ts";

const POLL_MS = 100;

export interface Server {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves the whole system, the app built as it is deployed, on storage of its own. Resolves once it answers. */
export async function serve(): Promise<Server> {
  const port = await findFreePort();
  const storage = mkdtempSync(join(tmpdir(), "lovage-browser-"));
  const options = ["--port", String(port), "--persist-to", storage, "--var", "LOVAGE_OPEN:1"];
  // A process group of its own, so that one signal reaches wrangler and workerd together.
  const child = spawn("wrangler", ["dev", ...options, "--show-interactive-dev-session=false"], {
    cwd: root,
    detached: true,
    // vitest says "test", and React would be built for development.
    env: { ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const origin = `http://localhost:${port}`;

  while (!(await answers(`${origin}/api/health`))) {
    if (child.exitCode !== null) {
      throw new Error(`wrangler dev ended with ${child.exitCode} before it served anything.`);
    }

    await wait(POLL_MS);
  }

  return {
    origin,
    async stop() {
      const exit = once(child, "exit");
      signalGroup(child.pid, "SIGTERM");
      await exit;
      signalGroup(child.pid, "SIGKILL");
      rmSync(storage, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();

    return response.ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) {
    return;
  }

  try {
    kill(-pid, signal);
  } catch {
    // Everything in the group has ended already.
  }
}
