/**
 * The one way to the REST API: every answer is parsed with a schema of `shared/wire`, and whatever else comes back is an `ApiError`.
 */
import type { z } from "zod";

import { ApiError, problemError } from "./api-error.ts";
import { problem } from "./problem.ts";

export interface ApiCall {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Calls the API and parses its answer. */
export async function request<T>(
  path: string,
  schema: z.ZodType<T>,
  call: ApiCall = {},
): Promise<T> {
  const response = await send(path, call);
  const parsed = schema.safeParse(await readJson(response));

  if (!parsed.success) {
    throw new ApiError(response.status, "The answer could not be read", {
      detail: `${path} answered with something that this page does not know. Reload the page: it may be older than the server.`,
      cause: parsed.error,
    });
  }

  return parsed.data;
}

/** The beginning of an answer, however long that is: what comes after `chars` is not read. */
export async function requestHead(
  path: string,
  { chars, signal }: { readonly chars: number; readonly signal: AbortSignal },
): Promise<string> {
  const { body } = await send(path, { signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let head = "";
  let chunk = await reader?.read();

  while (chunk?.value !== undefined && head.length < chars) {
    head += chunk.value;
    chunk = await reader?.read();
  }

  await reader?.cancel();

  return head.slice(0, chars);
}

/** Calls the API where only success matters. */
export async function command(path: string, call: ApiCall): Promise<void> {
  const response = await send(path, call);
  await response.body?.cancel();
}

async function send(path: string, { method = "GET", body, signal }: ApiCall): Promise<Response> {
  const response = await reach(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  });

  if (!response.ok) {
    throw await refusal(response);
  }

  return response;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted === true) {
      throw error;
    }

    throw new ApiError(0, "The server could not be reached", {
      detail: "Check the connection. What runs goes on running.",
      cause: error,
    });
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const parsed = problem.safeParse(await readJson(response));

  return parsed.success
    ? problemError(parsed.data)
    : new ApiError(response.status, `The server answered ${response.status}`, {
        detail: "It gave no reason that this page can read.",
      });
}

/** `undefined` when it is not JSON, which no schema accepts. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
