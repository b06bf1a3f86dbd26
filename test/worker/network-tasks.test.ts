import { describe, expect, test } from "vitest";

import type { Outcome } from "../../shared/engine/outcome.ts";
import { executeTask } from "../../shared/task/execute.ts";
import { taskRegistry } from "../../shared/task/registry.ts";
import { fetchUrlTask } from "../../worker/tasks/fetch-url.ts";
import { syncDataTask } from "../../worker/tasks/sync-data.ts";
import { testNetwork } from "./outbound/test-network.ts";

const FEED = "https://example.com/feed.json";

function run(task: string, answers: Record<string, () => Response>, retries = 0): Promise<Outcome> {
  const { ports } = testNetwork(answers);

  return executeTask(
    taskRegistry([fetchUrlTask(ports), syncDataTask(ports)]),
    {
      task,
      call: JSON.stringify([[FEED], {}]),
      taskId: "run",
      runId: "run",
      retries,
      attempt: retries + 1,
      limits: {},
    },
    {
      aborter: new AbortController(),
      now: () => 0,
      random: () => 0.999,
      after: () => () => {},
      log: () => {},
      tell: () => {},
      compile: () => ({ ok: false, problems: [] }),
      apply: () => Promise.reject(new Error("no runs here")),
    },
  );
}

describe("sync_data", () => {
  test("returns the document", async () => {
    await expect(
      run("sync_data", { [FEED]: () => Response.json([1, { a: null }]) }),
    ).resolves.toEqual({ kind: "success", value: '[1,{"a":null}]' });
  });

  test.each<readonly [string, Record<string, () => Response>, string]>([
    ["nobody answers", {}, "ConnectionError"],
    [
      "the server is busy",
      { [FEED]: () => new Response("", { status: 429 }) },
      "TemporaryHTTPError",
    ],
    [
      "the server is down",
      { [FEED]: () => new Response("", { status: 503 }) },
      "TemporaryHTTPError",
    ],
  ])("tries again, ever later, when %s, and then gives up", async (_, answers, type) => {
    const outcomes = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((retries) => run("sync_data", answers, retries)),
    );

    expect(outcomes).toMatchObject([
      ...[1, 2, 4, 8, 16].map((seconds) => ({
        kind: "retry",
        delayMs: seconds * 1000,
        error: { type },
      })),
      { kind: "failure", error: { type } },
    ]);
  });

  test.each<readonly [string, () => Response, string]>([
    ["is not there", () => new Response("", { status: 404 }), "HTTPError"],
    ["is no JSON", () => new Response("<html>"), "ValueError"],
    [
      "hides on a private host",
      () => new Response(null, { status: 302, headers: { location: "http://10.0.0.1/" } }),
      "ValueError",
    ],
  ])("fails at once when the document %s", async (_, answer, type) => {
    await expect(run("sync_data", { [FEED]: answer })).resolves.toMatchObject({
      kind: "failure",
      error: { type },
    });
  });
});

describe("fetch_url", () => {
  test("returns the text", async () => {
    await expect(run("fetch_url", { [FEED]: () => new Response("hi") })).resolves.toEqual({
      kind: "success",
      value: '"hi"',
    });
  });

  test("does not try again", async () => {
    await expect(run("fetch_url", {})).resolves.toMatchObject({
      kind: "failure",
      error: { type: "ConnectionError" },
    });
  });
});
