import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { get, post, send, signature } from "./client.ts";

const canvas = signature("add", [2, 3]);

describe("a saved workflow", () => {
  test("is read as it was saved, and stays when the object is dropped from memory", async () => {
    const drawing = { remarks: { "1": { note: "why" } } };
    const saved = await post("/api/workflows", { name: "kept", canvas, drawing, description: "d" });

    expect(saved).toMatchObject({
      status: 201,
      body: { name: "kept", version: 1, canvas, drawing },
    });
    await evictDurableObject(env.WORKFLOWS.getByName("workflows"));
    expect(await get("/api/workflows/kept")).toMatchObject({
      status: 200,
      body: { name: "kept", description: "d", version: 1, canvas, graph: null, drawing },
    });
  });

  test("gets a version with each save, and the older ones can be read", async () => {
    await post("/api/workflows", { name: "grown", canvas });

    const second = signature("mul", [2, 3]);
    const changed = await send("PUT", "/api/workflows/grown", { canvas: second, version: 1 });

    expect(changed.body).toMatchObject({
      version: 2,
      canvas: second,
      versions: [{ version: 2 }, { version: 1 }],
    });
    expect((await get("/api/workflows/grown?version=1")).body).toMatchObject({
      version: 1,
      canvas,
    });
    expect((await get("/api/workflows")).body["workflows"]).toContainEqual(
      expect.objectContaining({ name: "grown", version: 2 }),
    );
  });

  test("keeps the newest 50 versions", async () => {
    await post("/api/workflows", { name: "busy", canvas });

    for (let version = 1; version <= 51; version += 1) {
      await send("PUT", "/api/workflows/busy", { canvas, version });
    }

    const { body } = await get("/api/workflows/busy");

    expect(body).toMatchObject({ version: 52 });
    expect(body["versions"]).toHaveLength(50);
    expect((await get("/api/workflows/busy?version=2")).status).toBe(404);
  });

  test("is run by its name, with options and a key", async () => {
    await post("/api/workflows", { name: "runs", canvas });

    const once = await post("/api/workflows/runs/runs", { idempotency_key: "wf-1" });

    expect(once.status).toBe(202);
    expect((await get(`${once.body.url}?wait=20`)).body).toMatchObject({ name: "runs", result: 5 });
    expect((await post("/api/workflows/runs/runs", { idempotency_key: "wf-1" })).body.run_id).toBe(
      once.body.run_id,
    );
  });

  test("may be a graph that no canvas can express", async () => {
    const nodes = [
      { id: "a", task: "add", args: [1, 2] },
      { id: "b", task: "echo" },
    ];

    await post("/api/workflows", {
      name: "graph",
      graph: { nodes, edges: [{ from: "a", to: "b" }] },
    });

    const { body } = await post("/api/workflows/graph/runs");

    expect((await get(`${body.url}?wait=20`)).body).toMatchObject({ result: 3 });
  });

  test("keeps its versions under another name, and the old one is free", async () => {
    await post("/api/workflows", { name: "old/name", canvas });
    await send("PUT", "/api/workflows/old%2Fname", { canvas, version: 1 });

    expect(await send("PATCH", "/api/workflows/old%2Fname", { name: "new name" })).toMatchObject({
      status: 200,
      body: { name: "new name", version: 2, versions: [{ version: 2 }, { version: 1 }] },
    });
    expect((await get("/api/workflows/new%20name?version=1")).body).toMatchObject({ canvas });
    expect((await get("/api/workflows/old%2Fname")).status).toBe(404);
    expect((await post("/api/workflows", { name: "old/name", canvas })).status).toBe(201);
  });

  test("is gone when it was deleted", async () => {
    await post("/api/workflows", { name: "gone", canvas });

    expect((await send("DELETE", "/api/workflows/gone")).status).toBe(204);
    expect(await get("/api/workflows/gone")).toMatchObject(problem(404, "unknown-workflow"));
    expect(await send("DELETE", "/api/workflows/gone")).toMatchObject(
      problem(404, "unknown-workflow"),
    );
  });
});

describe("refused is", () => {
  test("a second workflow of one name", async () => {
    await post("/api/workflows", { name: "twice", canvas });

    expect(await post("/api/workflows", { name: "twice", canvas })).toMatchObject(
      problem(409, "workflow-exists"),
    );
  });

  test("a save on top of a version that is not the newest, and nothing is lost", async () => {
    await post("/api/workflows", { name: "raced", canvas });
    await send("PUT", "/api/workflows/raced", { canvas, description: "theirs", version: 1 });

    expect(await send("PUT", "/api/workflows/raced", { canvas, version: 1 })).toMatchObject(
      problem(409, "workflow-changed"),
    );
    expect((await get("/api/workflows/raced")).body).toMatchObject({ description: "theirs" });
  });

  test("a name that another workflow has, and both stay as they are", async () => {
    await post("/api/workflows", { name: "mine", canvas });
    await post("/api/workflows", { name: "theirs", canvas: signature("mul", [2, 3]) });

    expect(await send("PATCH", "/api/workflows/mine", { name: "theirs" })).toMatchObject(
      problem(409, "workflow-exists"),
    );
    expect((await get("/api/workflows/mine")).body).toMatchObject({ canvas });
    expect((await send("PATCH", "/api/workflows/mine", { name: "mine" })).status).toBe(200);
    expect(await send("PATCH", "/api/workflows/nobody", { name: "x" })).toMatchObject(
      problem(404, "unknown-workflow"),
    );
  });

  test("a save of what is not there", async () => {
    expect(await send("PUT", "/api/workflows/nothing", { canvas })).toMatchObject(
      problem(404, "unknown-workflow"),
    );
  });

  test("a run of a draft without anything to run, and of one that is wrong", async () => {
    await post("/api/workflows", { name: "draft" });
    await post("/api/workflows", { name: "wrong", canvas: signature("nope") });

    expect(await post("/api/workflows/draft/runs")).toMatchObject(problem(422, "bad-canvas"));
    expect(await post("/api/workflows/wrong/runs")).toMatchObject(problem(422, "unknown-task"));
  });

  test("what is too large for a row, and a name that is none", async () => {
    const drawing = "x".repeat(2_000_000);

    expect(await post("/api/workflows", { name: "large", drawing })).toMatchObject(
      problem(413, "too-large"),
    );
    for (const name of [" x", "", ".", ".."]) {
      expect(await post("/api/workflows", { name, canvas })).toMatchObject(
        problem(422, "invalid-request"),
      );
    }

    expect(await get("/api/workflows/x?version=zero")).toMatchObject(
      problem(422, "invalid-request"),
    );
  });
});

function problem(status: number, kind: string): object {
  return { status, body: { type: `/problems/${kind}` } };
}
