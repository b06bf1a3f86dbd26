import { runView, type NodeView, type RunView } from "../../shared/wire/views.ts";

/** What the API answered, its JSON read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A run that is final, with its nodes. */
export type FinishedRun = RunView & { readonly nodes: readonly NodeView[] };

/** The API as its users see it: over HTTP. */
export interface Api {
  /** `body` is sent as it is when it is text or bytes, else as JSON. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  /** Submits what must be accepted; the id of its run. */
  submit(canvas: unknown, more?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Waits until the run is final, however long that takes. */
  finish(runId: string): Promise<FinishedRun>;
}

/** Where it is found is looked up with each request. */
export function apiAt(
  place: { readonly origin: string },
  credentials: Readonly<Record<string, string>> = {},
): Api {
  const send: Api["send"] = async (method, path, body, headers = {}) => {
    const response = await fetch(place.origin + path, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...credentials,
        ...headers,
      },
      ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
    const text = await response.text();

    return {
      status: response.status,
      headers: response.headers,
      body: isJson(response) ? JSON.parse(text) : text,
    };
  };

  const api: Api = {
    send,
    get: (path) => send("GET", path),
    post: (path, body) => send("POST", path, body),
    async submit(canvas, more = {}) {
      const { status, body } = await send("POST", "/api/runs", { canvas, ...more });

      if (status !== 202) {
        throw new Error(`Expected 202 for a canvas and ${status} came: ${JSON.stringify(body)}`);
      }

      return (body as { run_id: string }).run_id;
    },
    async finish(runId) {
      for (;;) {
        const { body } = await send("GET", `/api/runs/${runId}?wait=20&nodes=true`);
        const { nodes = [], ...run } = runView.parse(body);

        if (run.finished_at !== null) {
          return { ...run, nodes };
        }
      }
    },
  };

  return api;
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" || body instanceof Uint8Array;
}

function isJson({ headers }: Response): boolean {
  return /^application\/([a-z]+\+)?json/u.test(headers.get("content-type") ?? "");
}
