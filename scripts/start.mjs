// Serves the whole system on this machine: sets up what is missing, starts `wrangler dev`, says when it answers, and
// fires the cron trigger each minute, which wrangler does not do by itself. Whatever ends this process ends all of it.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exit } from "node:process";
import { setTimeout as wait } from "node:timers/promises";

import { root } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { requireFreePort } from "./port.mjs";
import { serve } from "./serve.mjs";

const MINUTE_MS = 60_000;
const POLL_MS = 100;

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

while (!(await answers("/api/health"))) {
  await wait(POLL_MS);
}

console.log(`Ready on ${origin}`);

for (;;) {
  await wait(MINUTE_MS - (Date.now() % MINUTE_MS));
  await answers("/cdn-cgi/handler/scheduled?cron=*+*+*+*+*");
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
