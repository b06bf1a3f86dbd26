import { once } from "node:events";
import { createServer } from "node:net";
import { env, exit } from "node:process";

const DEFAULT_PORT = "8787";

/**
 * The port that PORT names. Ends the process with a message when it is no port or another program has it: wrangler
 * itself would move to a different one without a word.
 */
export async function requireFreePort() {
  const port = parsePort(env["PORT"] ?? DEFAULT_PORT);
  const probe = createServer().listen(port);

  try {
    await once(probe, "listening");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `Port ${port} cannot be used: ${reason}. Choose another one, as in PORT=8788 npm start`,
    );
    exit(1);
  }

  probe.close();
  await once(probe, "close");

  return port;
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
