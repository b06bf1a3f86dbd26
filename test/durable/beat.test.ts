import {
  createScheduledController,
  evictDurableObject,
  listDurableObjectIds,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";

import { shardOf } from "../../shared/engine/ids.ts";
import {
  type BeatRpc,
  type ScheduleDefinition,
  scheduleDefinition,
} from "../../shared/wire/schedules.ts";
import { callBackend } from "../../worker/backend.ts";
import worker from "../../worker/index.ts";

type Stub = ReturnType<typeof env.BEAT.getByName>;

/** Without the types of the platform, which wrap every value. */
const { BEAT: objects }: { readonly BEAT: { getByName(name: string): unknown } } = env;

/** An object of its own for each test: to be asked, and to be handled by the test. */
function newBeat(): { readonly beat: BeatRpc; readonly stub: Stub } {
  const name = `beat-${crypto.randomUUID()}`;

  return { beat: objects.getByName(name) as BeatRpc, stub: env.BEAT.getByName(name) };
}

function alarmOf(stub: Stub): Promise<number | null> {
  return runInDurableObject(stub, async (_, { storage }) => storage.getAlarm());
}

function definition(some: object): ScheduleDefinition {
  return scheduleDefinition.parse({ task: "add", args: [1, 2], ...some });
}

const PATIENCE_MS = 30_000;

describe("beat", () => {
  it("fires each due time once though it is evicted again and again, and each run runs", async () => {
    const { beat, stub } = newBeat();

    await beat.create("often", definition({ schedule: { every: 0.3 }, overlap: "allow" }));

    const entry = await vi.waitFor(async () => {
      const found = await beat.find("often");

      await evictDurableObject(stub);
      expect(found?.total_run_count).toBeGreaterThanOrEqual(8);

      return found;
    }, PATIENCE_MS);

    await beat.remove("often");

    const fired = entry?.history ?? [];
    const runs = await Promise.all(
      fired.map(({ run_id: id }) =>
        callBackend(env, shardOf(id ?? ""), (backend) =>
          backend.run(id ?? "", { nodes: false, waitSeconds: 20 }),
        ),
      ),
    );

    expect(new Set(fired.map(({ due_at }) => due_at)).size).toBe(fired.length);
    expect(new Set(fired.map(({ run_id }) => run_id)).size).toBe(fired.length);
    expect(runs.map((run) => run?.state)).toEqual(fired.map(() => "SUCCESS"));
  });

  it("sets its alarm again when it got lost, at the next tick", async () => {
    const { beat, stub } = newBeat();

    await beat.create("daily", definition({ schedule: { crontab: "0 0 * * *" } }));
    await runInDurableObject(stub, async (_, { storage }) =>
      storage.setAlarm(Date.now() + 3_600_000),
    );
    await evictDurableObject(stub);

    const lost = await runInDurableObject(stub, async (_, { storage }) => {
      await storage.deleteAlarm();

      return storage.getAlarm();
    });

    expect(lost).toBeNull();
    await evictDurableObject(stub);
    await beat.tick();

    expect(await alarmOf(stub)).toBe(Date.parse((await beat.find("daily"))?.next_run_at ?? ""));
  });

  it("waits in steps for what is further off than the platform can count", async () => {
    const { beat, stub } = newBeat();

    await beat.create("far", definition({ schedule: { at: "9999-01-01T00:00:00Z" } }));

    expect(await alarmOf(stub)).toBeLessThanOrEqual(Date.now() + 31 * 24 * 3_600_000);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await alarmOf(stub)).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000);
    expect(await beat.find("far")).toMatchObject({
      next_run_at: "9999-01-01T00:00:00.000Z",
      history: [],
    });
  });

  it("does not set an alarm when nothing is due", async () => {
    const { beat, stub } = newBeat();

    await beat.create("off", definition({ schedule: { every: 1 }, enabled: false }));
    await beat.tick();

    expect(await alarmOf(stub)).toBeNull();
  });

  it("tells why it could not fire what is no longer registered, and goes on", async () => {
    const { beat } = newBeat();

    await beat.create("gone", definition({ task: "no_such_task", schedule: { every: 0.2 } }));

    const entry = await vi.waitFor(async () => {
      const found = await beat.find("gone");

      expect(found?.history.length).toBeGreaterThanOrEqual(2);

      return found;
    }, PATIENCE_MS);

    await beat.remove("gone");

    expect(entry?.total_run_count).toBe(0);
    expect(entry?.history[0]).toMatchObject({
      outcome: "refused",
      run_id: null,
      reason: expect.stringContaining("no_such_task"),
    });
  });
});

it("the cron trigger wakes it, at the same minute as often as it likes", async () => {
  const controller = createScheduledController();

  await Promise.all([worker.scheduled(controller, env), worker.scheduled(controller, env)]);

  const ids = await listDurableObjectIds(env.BEAT);

  expect(ids.map(String)).toContain(String(env.BEAT.idFromName("beat")));
});
