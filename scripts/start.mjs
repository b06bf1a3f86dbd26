// Serves the whole system on this machine: sets up what is missing, starts `wrangler dev`, says when it answers, and
// fires the cron trigger each minute, which wrangler does not do by itself. Whatever ends this process ends all of it.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, exit } from "node:process";
import { setTimeout as wait } from "node:timers/promises";

import { root } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { requireFreePort } from "./port.mjs";
import { serve } from "./serve.mjs";

const MINUTE_MS = 60_000;
const POLL_MS = 100;
/** How often it is looked whether npm still runs. */
const PARENT_POLL_MS = 250;

const port = await requireFreePort();
const origin = `http://localhost:${port}`;

ensureInstalled();
openLocally();
const server = serve(port);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    void server.stop().then(() => exit(0));
  });
}

if (env["npm_lifecycle_event"] === "start") {
  endWithNpm();
}

while (!(await answers("/api/health"))) {
  await wait(POLL_MS);
}

console.log(`Ready on ${origin}`);

for (;;) {
  await wait(MINUTE_MS - (Date.now() % MINUTE_MS));
  await answers("/cdn-cgi/handler/scheduled?cron=*+*+*+*+*");
}

/** npm passes signals on, but for the one that it cannot catch: this process is somebody else's child then. */
function endWithNpm() {
  const npm = process.ppid;

  setInterval(() => {
    if (process.ppid !== npm) {
      exit(1);
    }
  }, PARENT_POLL_MS);
}

/** Local runs need no tokens. A deployment never sees this file: there the API stays closed until tokens are set. */
function openLocally() {
  const path = join(root, ".dev.vars");

  if (!existsSync(path)) {
    writeFileSync(path, "LOVAGE_OPEN=1\n");
  }
}

/** @param {string} path */
async function answers(path) {
  try {
    const response = await fetch(origin + path);
    await response.body?.cancel();

    return response.ok;
  } catch {
    // Not listening yet, or just reloading.
    return false;
  }
}
