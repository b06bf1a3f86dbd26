/** Calls whose times and retries make little sense: each is refused with a reason, or has one outcome. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { shardOfName } from "../../../shared/engine/ids.ts";
import { backendName } from "../../../worker/backend.ts";
import { type Answer, chain, get, post, signature } from "./client.ts";

const PAST = "2001-01-01T00:00:00Z";
const FAR = "9999-12-31T23:59:59Z";

async function call(options: object): Promise<Answer> {
  const { body } = await post("/api/tasks/add", { args: [1, 2], options });

  return get(`/api/results/${body.task_id}?wait=20`);
}

describe("an eta", () => {
  test.each([PAST, "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"])(
    "in the past, %s, is now",
    async (eta) => {
      expect((await call({ eta })).body).toMatchObject({ state: "SUCCESS", result: 3 });
    },
  );

  test("in the year 9999 holds up nothing but its own task, which can be revoked", async () => {
    const id = crypto.randomUUID();
    const backend = env.RESULT_BACKEND.getByName(backendName(shardOfName(id)));

    expect(
      await post("/api/tasks/add", { args: [1, 2], options: { eta: FAR, task_id: id } }),
    ).toMatchObject({ status: 202, body: { task_id: id } });
    await evictDurableObject(backend);
    expect((await get(`/api/results/${id}`)).body).toMatchObject({ state: "PENDING" });
    expect((await post(`/api/results/${id}/revoke`)).status).toBe(202);
    expect((await get(`/api/results/${id}?wait=20`)).body).toMatchObject({ state: "REVOKED" });
  });

  test("beyond what an alarm can be set to leaves the alarm to what comes before", async () => {
    const id = crypto.randomUUID();
    const backend = env.RESULT_BACKEND.getByName(backendName(shardOfName(id)));

    await post("/api/tasks/add", { args: [1, 2], options: { eta: FAR, task_id: id } });

    expect(await runInDurableObject(backend, (_, { storage }) => storage.getAlarm())).toBeLessThan(
      Date.now() + 60_000,
    );
  });

  test.each([
    "tomorrow",
    "2026-11-21T12:00:00",
    "2026-02-30T00:00:00Z",
    "10000-01-01T00:00:00Z",
    1_700_000_000,
  ])("%j is none", async (eta) => {
    expect(await post("/api/tasks/add", { args: [1, 2], options: { eta } })).toMatchObject({
      status: 422,
      body: {
        type: "/problems/bad-option",
        errors: [{ path: "options.eta", message: expect.stringContaining("ISO 8601") }],
      },
    });
  });
});

describe("an expiry", () => {
  const revoked = {
    state: "REVOKED",
    result: { exc_type: "TaskRevokedError" },
    error: { type: "TaskRevokedError", message: "expired" },
  };

  test.each([
    ["that is over", { expires: PAST }],
    ["that was over when clocks began", { expires: "1970-01-01T00:00:00Z" }],
    ["of no time at all", { expires: 0 }],
    ["before the eta", { expires: new Date(Date.now() + 300).toISOString(), eta: FAR }],
    ["before the countdown is over", { expires: 0.2, countdown: 600 }],
    ["that is over, before an eta that is over", { expires: PAST, eta: PAST }],
  ])("%s revokes the task, which never runs", async (_, options) => {
    expect((await call(options)).body).toMatchObject(revoked);
  });

  test.each([
    ["in seconds counts anew", { expires: 0.3, countdown: 600 }, 300],
    ["at a time that is over is over", { expires: PAST }, 0],
  ])("%s when its task is run again", async (_, options, lastsMs) => {
    const { task_id: id } = (await post("/api/tasks/add", { args: [1, 2], options })).body;

    await get(`/api/results/${id}?wait=20`);

    const before = Date.now();

    expect((await post(`/api/results/${id}/retry`)).status).toBe(202);

    const { body } = await get(`/api/results/${id}?wait=20`);

    expect(body).toMatchObject(revoked);
    expect(Date.parse(String(body["date_done"])) - before).toBeGreaterThanOrEqual(lastsMs);
  });

  test("takes the rest of its chain along", async () => {
    const { body } = await post("/api/runs", {
      canvas: chain(signature("add", [1, 2], { options: { expires: PAST } }), signature("echo")),
    });

    expect((await get(`${body.url}?wait=20&nodes=true`)).body).toMatchObject({
      state: "REVOKED",
      counts: { REVOKED: 2 },
    });
  });
});

describe("revoking", () => {
  test("twice is as once", async () => {
    const { body } = await post("/api/tasks/add", { args: [1, 2], options: { eta: FAR } });
    const revoke = `/api/results/${body.task_id}/revoke`;

    expect((await post(revoke)).status).toBe(202);

    const once = (await get(`/api/runs/${body.run_id}?nodes=true`)).body;

    expect((await post(revoke)).status).toBe(202);
    expect((await post(`/api/runs/${body.run_id}/revoke`)).status).toBe(202);

    const { cost: _, ...twice } = (await get(`/api/runs/${body.run_id}?nodes=true`)).body;

    expect(once).toMatchObject(twice);
  });

  test("what is over changes nothing", async () => {
    const { body } = await call({});

    expect((await post(`/api/results/${body.task_id}/revoke`)).status).toBe(202);
    expect((await get(`/api/results/${body.task_id}`)).body).toEqual(body);
  });
});

describe("a retry policy", () => {
  test.each([
    [{ max_retries: -1 }, "options.max_retries"],
    [{ max_retries: 1.5 }, "options.max_retries"],
    [{ max_retries: "3" }, "options.max_retries"],
    [{ retry: "yes" }, "options.retry"],
    [{ retry_policy: 3 }, "options.retry_policy"],
    [{ retry_policy: { max_retries: -1 } }, "options.retry_policy.max_retries"],
    [{ retry_policy: { interval_start: -1 } }, "options.retry_policy.interval_start"],
    [{ retry_policy: { interval_step: "fast" } }, "options.retry_policy.interval_step"],
    [
      { retry_policy: { interval_start: 5, interval_max: 1 } },
      "options.retry_policy.interval_start",
    ],
  ])("%j makes no sense and is refused", async (options, path) => {
    expect(await post("/api/tasks/add", { args: [1, 2], options })).toMatchObject({
      status: 422,
      body: { type: "/problems/bad-option", errors: [{ path }] },
    });
  });

  test("of Celery's is about publishing, and says what to use instead", async () => {
    const options = { retry: true, retry_policy: { max_retries: 3, interval_max: 0.2 } };
    const { status, body } = await post("/api/tasks/add", { args: [1, 2], options });

    expect(status).toBe(202);
    expect(body["warnings"]).toEqual([
      expect.stringContaining("options.retry "),
      expect.stringContaining("max_retries"),
    ]);
  });
});
