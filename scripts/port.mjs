import { once } from "node:events";
import { createServer } from "node:net";
import { env, exit } from "node:process";
import { setTimeout as wait } from "node:timers/promises";

const DEFAULT_PORT = "8787";

/** A server that was killed may need so long to let go of its port. */
const PATIENCE_MS = 3000;
const POLL_MS = 100;

/**
 * The port that PORT names. Ends the process with a message when it is no port or another program has it: wrangler
 * itself would move to a different one without a word.
 */
export async function requireFreePort() {
  const port = parsePort(env["PORT"] ?? DEFAULT_PORT);
  const giveUpAt = Date.now() + PATIENCE_MS;
  let problem = await problemOf(port);

  while (problem !== null && Date.now() < giveUpAt) {
    await wait(POLL_MS);
    problem = await problemOf(port);
  }

  if (problem !== null) {
    console.error(
      `Port ${port} cannot be used: ${problem}. Choose another one, as in PORT=8788 npm start`,
    );
    exit(1);
  }

  return port;
}

/**
 * Why nothing can listen on it; null: it can.
 *
 * @param {number} port
 */
async function problemOf(port) {
  const probe = createServer().listen(port);

  try {
    await once(probe, "listening");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }

  probe.close();
  await once(probe, "close");

  return null;
}

/** @param {string} text */
function parsePort(text) {
  const port = Number(text);

  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    console.error(`PORT must be a whole number from 1 to 65535, and "${text}" came.`);
    exit(1);
  }

  return port;
}
