/** Requests of tasks with the platform around them. It is asked for when it is needed, so that tasks load in plain Node too. */
import type { OutboundPorts } from "./fetch-text.ts";

const PATIENCE_MS = 30_000;

export const outbound: OutboundPorts = {
  fetch: (url, init) => fetch(url, init),
  deadline: () => AbortSignal.timeout(PATIENCE_MS),
  allowsPrivate: async () => {
    const { env } = await import("cloudflare:workers");

    return env.LOVAGE_ALLOW_PRIVATE_FETCH === "1";
  },
};
