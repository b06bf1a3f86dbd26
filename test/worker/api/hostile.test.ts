import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  jsonValue,
  letrec,
  oneof,
  string,
  tuple,
} from "fast-check";
import { describe, expect, test } from "vitest";

import { post, signature } from "./client.ts";

const UNKNOWN_RUN = "/api/runs/0190a0a0-0000-7000-8000-000000000000";

describe("hostile JSON", () => {
  const key = oneof(
    constantFrom(
      "__proto__",
      "constructor",
      "task",
      "args",
      "kwargs",
      "options",
      "tasks",
      "header",
      "body",
      "it",
      "subtask_type",
      "link",
    ),
    string(),
  );
  const value = oneof(
    jsonValue(),
    constantFrom(
      "add",
      "celery.chain",
      "celery.group",
      "celery.chord",
      "celery.map",
      "celery.chunks",
      "chain",
      "group",
      "chord",
    ),
  );
  const { tree } = letrec<{ tree: unknown }>((tie) => ({
    tree: oneof(
      { depthSize: "small", withCrossShrink: true },
      value,
      array(tie("tree"), { maxLength: 3 }),
      dictionary(key, tie("tree"), { maxKeys: 6 }),
    ),
  }));

  test("never gives a 500", async () => {
    const paths = constantFrom(
      "/api/runs",
      "/api/tasks/add",
      "/api/tasks/add/batch",
      "/api/tasks/celery.map",
      "/api/tasks/__proto__",
      "/api/session",
      `${UNKNOWN_RUN}/revoke`,
    );
    const bodies = oneof(
      tree.map((canvas) => ({ canvas })),
      tree.map((graph) => ({ graph })),
      tree.map((options) => ({ canvas: signature("add", [1, 2]), options })),
      tuple(tree, tree, tree).map(([args, kwargs, options]) => ({ args, kwargs, options })),
      tuple(tree, tree).map(([args, options]) => ({
        calls: [{ args: [1, 2] }, { args, options }],
      })),
      tree.map((task_id) => ({ args: [1, 2], options: { task_id }, idempotency_key: task_id })),
      tree,
    );

    await assert(
      asyncProperty(paths, bodies, async (path, body) => {
        // JSON.stringify would leave out what `__proto__` became; a text keeps it.
        const { status } = await post(path, JSON.stringify(body));

        expect(status).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  test("cannot reach the prototype of anything", async () => {
    const canvas =
      '{"task": "add", "args": [1, 2], "kwargs": {"__proto__": {"x": 1}}, "options": {"__proto__": {"queue": "high"}}}';

    expect(await post("/api/runs", `{"canvas": ${canvas}}`)).toMatchObject({
      status: 422,
      body: { type: "/problems/bad-arguments" },
    });
  });
});
