import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** A server, listening on a port of its own, or on one of one's choice. */
export async function listen(
  server: Server = createServer(),
  at = 0,
): Promise<{ readonly server: Server; readonly port: number }> {
  server.listen(at);
  await once(server, "listening");

  const address = server.address();

  if (address === null || typeof address === "string") {
    throw new Error("Expected the server to listen on a TCP port, and it does not.");
  }

  return { server, port: address.port };
}

/** Below the range that systems take the ports of outgoing connections from, so that it stays free until it is used. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** A port that nothing listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + randomInt(PORTS);

    try {
      const { server } = await listen(createServer(), port);

      server.close();
      await once(server, "close");

      return port;
    } catch {
      // Somebody has it: another one is as good.
    }
  }
}
