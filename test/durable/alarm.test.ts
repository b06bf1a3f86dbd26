import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";

import { Alarm } from "../../durable/alarm.ts";

it("an alarm that should have gone off a minute ago is set again, and no other", async () => {
  const stub = env.BEAT.getByName(`alarm-${crypto.randomUUID()}`);
  const at = Date.now() + 3_600_000;

  const seen = await runInDurableObject(stub, async (_, { storage }) => {
    const alarm = new Alarm(storage);
    const found: (number | null)[] = [];

    alarm.arm(at);

    for (const now of [at + 60_000, at + 60_001]) {
      alarm.forgetIfLost(now);
      alarm.arm(at + 1000);
      found.push(await storage.getAlarm());
    }

    return found;
  });

  expect(seen).toEqual([at, at + 1000]);
});

/** What the platform has armed after each of these times was asked for. */
async function armed(...times: readonly number[]): Promise<number | null> {
  const stub = env.BEAT.getByName(`armed-${crypto.randomUUID()}`);

  return runInDurableObject(stub, async (_, { storage }) => {
    const alarm = new Alarm(storage);

    times.forEach((at) => alarm.arm(at));

    const at = await storage.getAlarm();

    await storage.deleteAlarm();

    return at;
  });
}

const SOON = Date.now() + 3_600_000;

it("the earliest time that was asked for is armed", async () => {
  expect(await armed(SOON + 2, SOON, SOON + 1)).toBe(SOON);
});

it("a time that the platform cannot hold is not asked of it", async () => {
  expect(await armed(Date.UTC(9999, 11, 31))).toBeNull();
  expect(await armed(Date.UTC(9999, 11, 31), SOON)).toBe(SOON);
  expect(await armed(Date.UTC(2188, 11, 31))).toBe(Date.UTC(2188, 11, 31));
});
