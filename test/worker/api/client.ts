import { exports } from "cloudflare:workers";

/** The fields that tests go on with; the assertions look at the others. */
interface AnswerBody {
  readonly run_id: string;
  readonly task_id: string;
  readonly url: string;
  readonly next_cursor: string | null;
  readonly runs: readonly { readonly run_id: string }[];
  readonly [key: string]: unknown;
}

/** What the API answered, with its JSON read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
}

export async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await exports.default.fetch(
    new Request(`http://lovage.test${path}`, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();

  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text === "" ? "{}" : text),
  };
}

export function get(path: string): Promise<Answer> {
  return send("GET", path);
}

export function post(path: string, body?: unknown): Promise<Answer> {
  return send("POST", path, body);
}

export function signature(
  task: string,
  args: readonly unknown[] = [],
  rest: object = {},
): Record<string, unknown> {
  return { task, args, kwargs: {}, options: {}, subtask_type: null, immutable: false, ...rest };
}

export function chain(...tasks: readonly unknown[]): Record<string, unknown> {
  return signature("celery.chain", [], { kwargs: { tasks }, subtask_type: "chain" });
}

export function group(...tasks: readonly unknown[]): Record<string, unknown> {
  return signature("celery.group", [], { kwargs: { tasks }, subtask_type: "group" });
}
