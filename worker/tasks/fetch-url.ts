/**
 * `fetch_url`: the text behind a URL. Refuses with ValueError what is no http(s) URL of a public host, at every redirect, unless the
 * deployment's variable LOVAGE_ALLOW_PRIVATE_FETCH is 1; and what is larger than 1,000,000 bytes. An answer that is no success is
 * HTTPError (TemporaryHTTPError for 429 and 5xx), none within 30 s ConnectionError. It does not retry.
 */
import { z } from "zod";

import { type TaskDefinition, defineTask } from "../../shared/task/define.ts";
import { type OutboundPorts, fetchText } from "../outbound/fetch-text.ts";

export function fetchUrlTask(ports: OutboundPorts): TaskDefinition {
  return defineTask({
    name: "fetch_url",
    description: "Fetches a public http or https URL and returns its text, at most 1 MB.",
    args: z.object({ url: z.string().max(2048) }),
    returns: z.string(),
    longRunning: true,
    run: ({ url }, { signal }) => fetchText(url, signal, ports),
  });
}
