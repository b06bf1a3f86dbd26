import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** A server, listening on a port of its own. */
export async function listen(
  server: Server = createServer(),
): Promise<{ readonly server: Server; readonly port: number }> {
  server.listen(0);
  await once(server, "listening");

  const address = server.address();

  if (address === null || typeof address === "string") {
    throw new Error("Expected the server to listen on a TCP port, and it does not.");
  }

  return { server, port: address.port };
}

/** A port that nothing listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const { server, port } = await listen();
  server.close();
  await once(server, "close");

  return port;
}
