/**
 * GET on behalf of whoever wrote the URL, as text: http and https only, public hosts only, at every hop of a redirect; bounded in size
 * and time.
 *
 * Rejects with ValueError (the URL is refused, or the answer too large), ConnectionError, HTTPError or TemporaryHTTPError; with the
 * reason of the task's own signal when that is aborted.
 */
import { ValueError } from "../../shared/task/errors.ts";
import { ConnectionError, HTTPError, TemporaryHTTPError } from "./errors.ts";
import { isPublicHost } from "./public-host.ts";

const MAX_REDIRECTS = 5;

/** Leaves room in a result for what JSON escapes. */
const MAX_BYTES = 1_000_000;

export interface OutboundPorts {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Aborts when a request, body included, has taken too long. */
  readonly deadline: () => AbortSignal;
  /** True: private hosts too. */
  readonly allowsPrivate: () => boolean | Promise<boolean>;
}

export async function fetchText(
  url: string,
  signal: AbortSignal,
  ports: OutboundPorts,
): Promise<string> {
  const call: Call = { ports, task: signal, deadline: ports.deadline() };
  let target = await targetOf(url, undefined, ports);

  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await answerOf(target, call);
    const location = isRedirect(response) ? response.headers.get("location") : null;

    if (location === null) {
      return readText(target, response, call);
    }

    await response.body?.cancel();
    target = await targetOf(location, target, ports);
  }

  throw new ValueError(`${url} redirects more than ${MAX_REDIRECTS} times.`);
}

/** One call, over all its hops. */
interface Call {
  readonly ports: OutboundPorts;
  /** The task's own signal. */
  readonly task: AbortSignal;
  readonly deadline: AbortSignal;
}

async function targetOf(
  url: string,
  base: URL | undefined,
  { allowsPrivate }: Pick<OutboundPorts, "allowsPrivate">,
): Promise<URL> {
  const target = URL.parse(url, base?.href);

  if (target === null || !["http:", "https:"].includes(target.protocol)) {
    throw new ValueError(`Expected an http or https URL; got "${url}".`);
  }

  if (target.username !== "" || target.password !== "") {
    throw new ValueError("A URL with a user name or a password in it is refused.");
  }

  if (!isPublicHost(target.hostname) && !(await allowsPrivate())) {
    throw new ValueError(
      `${target.hostname} is no public host. Set LOVAGE_ALLOW_PRIVATE_FETCH to 1 where tasks may call private ones.`,
    );
  }

  return target;
}

function answerOf(url: URL, call: Call): Promise<Response> {
  const init: RequestInit = {
    // Each hop is checked before it is taken.
    redirect: "manual",
    headers: { "user-agent": "lovage" },
    signal: AbortSignal.any([call.task, call.deadline]),
  };

  return overNetwork(url, call, () => call.ports.fetch(url, init));
}

function isRedirect({ status }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

async function readText(url: URL, response: Response, call: Call): Promise<string> {
  if (!response.ok) {
    await response.body?.cancel();
    throw isTemporary(response.status)
      ? new TemporaryHTTPError(url, response.status)
      : new HTTPError(url, response.status);
  }

  const bytes = await overNetwork(url, call, () => readBytes(response));

  if (bytes === null) {
    throw new ValueError(`${url.href} is larger than ${MAX_BYTES} bytes.`);
  }

  return decoderOf(response).decode(bytes);
}

function isTemporary(status: number): boolean {
  return status === 429 || status >= 500;
}

/** null: too many. The stream is left there, so the rest never arrives. */
async function readBytes(response: Response): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;

  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;

    if (size > MAX_BYTES) {
      return null;
    }
  }

  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** UTF-8 unless the answer names another encoding that exists. */
function decoderOf(response: Response): TextDecoder {
  const type = response.headers.get("content-type") ?? "";
  const charset = /charset="?(?<name>[^\s";]+)/i.exec(type)?.groups?.["name"] ?? "utf-8";

  try {
    return new TextDecoder(charset);
  } catch {
    // The server named an encoding that does not exist.
    return new TextDecoder();
  }
}

async function overNetwork<Result>(
  url: URL,
  { task, deadline }: Call,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    task.throwIfAborted();

    throw new ConnectionError(
      deadline.aborted
        ? `${url.href} did not answer in time`
        : `${url.href} could not be reached: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
