import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";

import { beatSchedule } from "../../../worker/beat-schedule.ts";
import type { BeatSchedule } from "../../../worker/beat/code-entries.ts";
import { add } from "../../../worker/tasks/arithmetic.ts";
import { type Answer, get, post, send } from "../api/client.ts";

const PATH = "/api/schedules/from%20code";
const OFTEN = { "from code": { canvas: add.s(20, 22), schedule: { every: 0.2 } } };
const YEARLY = { "from code": { canvas: add.s(20, 22), schedule: { crontab: "0 0 1 1 *" } } };

/** As a deploy does: the scheduler starts anew, with these entries in the code. */
async function deploy(entries: BeatSchedule): Promise<void> {
  Object.keys(beatSchedule).forEach((name) => Reflect.deleteProperty(beatSchedule, name));
  Object.assign(beatSchedule, entries);
  await get("/api/schedules");
  await evictDurableObject(env.BEAT.getByName("beat"));
}

async function names(): Promise<readonly string[]> {
  const { body } = await get("/api/schedules");

  return (body["schedules"] as readonly { readonly name: string }[]).map(({ name }) => name);
}

afterEach(() => deploy({}));

describe("a schedule of the code", () => {
  it("is listed with those of the API, and fires", async () => {
    await deploy(OFTEN);
    await post("/api/schedules", {
      name: "other",
      task: "add",
      args: [1, 2],
      schedule: { at: "2999-01-01T00:00:00Z" },
    });

    expect(await names()).toEqual(expect.arrayContaining(["from code", "other"]));
    expect((await get(PATH)).body).toMatchObject({ source: "code", canvas: { args: [20, 22] } });

    const { body } = await vi.waitFor(async () => {
      const answer: Answer = await get(PATH);

      expect(answer.body["last_run_id"]).not.toBeNull();

      return answer;
    }, 20_000);

    expect((await get(`/api/runs/${String(body["last_run_id"])}?wait=20`)).body).toMatchObject({
      name: "from code",
      result: 42,
    });
  });

  it("is changed and deleted in the code alone, and the API says so; it can be paused and run", async () => {
    await deploy(YEARLY);

    for (const refused of [
      await send("DELETE", PATH),
      await send("PATCH", PATH, { schedule: { every: 60 } }),
    ]) {
      expect(refused).toMatchObject({
        status: 409,
        body: {
          type: "/problems/schedule-in-code",
          detail: expect.stringContaining("worker/beat-schedule.ts"),
        },
      });
    }

    expect((await send("PATCH", PATH, { enabled: false })).body).toMatchObject({ enabled: false });

    const { status, body } = await post(`${PATH}/run`);

    expect(status).toBe(202);
    expect((await get(`${body.url}?wait=20`)).body["result"]).toBe(42);
  });

  it("that leaves the code is gone after the deploy", async () => {
    await deploy(YEARLY);
    expect(await names()).toContain("from code");

    await deploy({});
    expect(await names()).not.toContain("from code");
    expect((await get(PATH)).status).toBe(404);
  });
});
