import { once } from "node:events";
import { type IncomingMessage, get } from "node:http";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";

import type { Answer } from "./api.ts";

/** Asks for a WebSocket with credentials of its own, as a program does that is no browser; the line is closed at once. */
export async function askForWebSocket(
  url: string,
  credentials: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const request = get(url, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...credentials,
    },
  });
  const [response, socket] = (await Promise.race([
    once(request, "upgrade"),
    once(request, "response"),
  ])) as [IncomingMessage, Duplex?];
  const status = response.statusCode ?? 0;
  const headers = new Headers({ "content-type": response.headers["content-type"] ?? "" });
  const body: unknown = status === 101 ? null : JSON.parse(await text(response));

  socket?.destroy();

  return { status, headers, body };
}
