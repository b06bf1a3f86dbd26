import type { OutboundPorts } from "../../../worker/outbound/fetch-text.ts";

export interface TestNetwork {
  readonly ports: OutboundPorts;
  /** URLs, in the order they were asked for. */
  readonly requested: readonly string[];
}

/** Answers by URL; anything else refuses the connection. */
export function testNetwork(answers: Readonly<Record<string, () => Response>>): TestNetwork {
  const requested: string[] = [];
  const ports: OutboundPorts = {
    fetch: async (url, { signal }) => {
      requested.push(url.href);
      signal?.throwIfAborted();
      const answer = answers[url.href];

      if (answer === undefined) {
        throw new Error("connection refused");
      }

      return answer();
    },
    deadline: () => new AbortController().signal,
    allowsPrivate: () => false,
  };

  return { ports, requested };
}

export function redirect(location: string, status = 302): Response {
  return new Response(null, { status, headers: { location } });
}
