/**
 * `sync_data`: the JSON document behind a URL. When nobody answers, or the answer is 429 or 5xx, it tries again by itself, up to 5 times
 * with a random delay that may double from 1 s to 60 s; then it fails with that error. It fails at once with HTTPError for any other
 * answer, and with ValueError for what is no JSON or what `fetch_url` refuses too.
 */
import { z } from "zod";

import { type TaskDefinition, defineTask } from "../../shared/task/define.ts";
import { ValueError } from "../../shared/task/errors.ts";
import { ConnectionError, TemporaryHTTPError } from "../outbound/errors.ts";
import { type OutboundPorts, fetchText } from "../outbound/fetch-text.ts";

export function syncDataTask(ports: OutboundPorts): TaskDefinition {
  return defineTask({
    name: "sync_data",
    description:
      "Fetches a public JSON document of at most 1 MB and returns it; tries again when the server is down or busy.",
    args: z.object({ url: z.string().max(2048) }),
    returns: z.unknown(),
    longRunning: true,
    autoretryFor: [ConnectionError, TemporaryHTTPError],
    maxRetries: 5,
    retryBackoff: true,
    retryBackoffMax: 60,
    run: async ({ url }, { signal }) => parseJson(url, await fetchText(url, signal, ports)),
  });
}

function parseJson(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ValueError(`${url} is no JSON.`, { cause });
  }
}
