import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";

import { ApiError } from "../../../web/api/api-error.ts";
import { command, request } from "../../../web/api/client.ts";

const schema = z.object({ run_id: z.string() });

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The server answers once with this; returns what it was asked. */
function answer(status: number, body: string | null): { readonly calls: unknown[][] } {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(body, { status }));
  vi.stubGlobal("fetch", fetch);

  return { calls: fetch.mock.calls };
}

async function failure(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );

  if (!(error instanceof ApiError)) {
    throw new Error(`Expected an ApiError, and this came: ${String(error)}`);
  }

  return error;
}

describe("request", () => {
  it("gives the answer that the schema describes", async () => {
    answer(200, '{"run_id": "r1"}');

    expect(await request("/api/runs/r1", schema)).toEqual({ run_id: "r1" });
  });

  it("sends a body as JSON and says so", async () => {
    const { calls } = answer(202, '{"run_id": "r1"}');
    await request("/api/runs", schema, { method: "POST", body: { canvas: { task: "add" } } });

    expect(calls).toEqual([
      [
        "/api/runs",
        {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: '{"canvas":{"task":"add"}}',
        },
      ],
    ]);
  });

  it("turns a problem document into an error with each path and message", async () => {
    const errors = [{ path: "canvas.kwargs.tasks[0]", message: "Expected a task" }];
    answer(
      422,
      JSON.stringify({
        type: "/problems/bad-canvas",
        title: "No canvas",
        status: 422,
        detail: "It has a hole",
        errors,
      }),
    );

    expect(await failure(request("/api/runs", schema))).toMatchObject({
      status: 422,
      title: "No canvas",
      detail: "It has a hole",
      errors,
    });
  });

  it("names the status when the refusal is no problem document, as from a proxy", async () => {
    answer(502, "<h1>Bad gateway</h1>");

    expect(await failure(request("/api/runs", schema))).toMatchObject({ status: 502, errors: [] });
  });

  it.each(["{}", "no JSON", ""])(
    "refuses the answer %j, which the schema does not know",
    async (body) => {
      answer(200, body);

      expect((await failure(request("/api/runs", schema))).title).toBe(
        "The answer could not be read",
      );
    },
  );

  it("has status 0 and the cause when the server cannot be reached", async () => {
    const cause = new TypeError("Failed to fetch");
    vi.stubGlobal("fetch", () => Promise.reject(cause));

    expect(await failure(request("/api/runs", schema))).toMatchObject({ status: 0, cause });
  });

  it("passes an abort on as it is, since nobody waits for the answer", async () => {
    const controller = new AbortController();
    controller.abort();
    vi.stubGlobal("fetch", () => Promise.reject(controller.signal.reason));

    await expect(request("/api/runs", schema, { signal: controller.signal })).rejects.toBe(
      controller.signal.reason,
    );
  });
});

describe("command", () => {
  it("is content with an empty answer", async () => {
    answer(204, null);

    await expect(
      command("/api/session", { method: "POST", body: { token: "t" } }),
    ).resolves.toBeUndefined();
  });

  it("fails with the problem that was answered", async () => {
    answer(401, '{"type": "/problems/unauthorized", "title": "A token is needed", "status": 401}');

    expect(await failure(command("/api/session", { method: "POST" }))).toMatchObject({
      status: 401,
      detail: null,
    });
  });
});
