import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { execPath, exit, kill, stdout } from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

import { environment, root } from "./environment.mjs";

/** How long wrangler may take to end by itself before it is killed. */
const GRACE_MS = 5_000;

/**
 * Starts `wrangler dev`, in a process group of its own so that one signal reaches wrangler, workerd and the builds
 * together, and on a leash, so that they end with this process however that ends. If it ends by itself, so does this
 * process.
 *
 * @param {number} port
 */
export function serve(port) {
  const wrangler = ["dev", "--port", String(port), "--show-interactive-dev-session=false"];
  const child = spawn(execPath, [join(import.meta.dirname, "leash.mjs"), "wrangler", ...wrangler], {
    cwd: root,
    detached: true,
    env: { ...environment, ...(stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let stopping = false;

  child.once("error", (error) => {
    console.error(`wrangler could not be started: ${error.message}`);
    exit(1);
  });
  child.once("exit", (code) => {
    if (!stopping) {
      exit(code ?? 1);
    }
  });
  printOutput(child.stdout);

  return { stop };

  async function stop() {
    stopping = true;
    signalGroup(child.pid, "SIGTERM");
    await Promise.race([once(child, "exit"), wait(GRACE_MS)]);
    signalGroup(child.pid, "SIGKILL");
  }
}

/**
 * All but wrangler's own "Ready on", which comes when the port is open, before the Worker has ever answered.
 *
 * @param {import("node:stream").Readable} output
 */
function printOutput(output) {
  createInterface(output).on("line", (line) => {
    if (!line.includes("Ready on")) {
      console.log(line);
    }
  });
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined) {
    return;
  }

  try {
    kill(-pid, signal);
  } catch {
    // Everything in the group has ended already.
  }
}
