import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

import { Alarm } from "../../durable/alarm.ts";

const DAY = 86_400_000;
const NEXT_DAY = Date.now() + DAY;
const YEAR_9999 = Date.UTC(9999, 11, 31);

async function withAlarm<Result>(
  work: (alarm: Alarm, armedAt: () => Promise<number | null>) => Promise<Result>,
): Promise<Result> {
  const stub = env.RESULT_BACKEND.getByName(`alarm-${crypto.randomUUID()}`);

  return runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAlarm();

    return work(new Alarm(storage, () => NEXT_DAY), () => storage.getAlarm());
  });
}

describe("an alarm", () => {
  it("is moved to what is earlier, and by nothing later", () =>
    withAlarm(async (alarm, armedAt) => {
      alarm.arm(NEXT_DAY + 2000);
      alarm.arm(NEXT_DAY + 1000);
      alarm.arm(NEXT_DAY + 3000);

      expect(await armedAt()).toBe(NEXT_DAY + 1000);
    }));

  it("that should have gone off a minute ago is set again, and no other", () =>
    withAlarm(async (alarm, armedAt) => {
      const found: (number | null)[] = [];

      alarm.arm(NEXT_DAY);

      for (const now of [NEXT_DAY + 60_000, NEXT_DAY + 60_001]) {
        alarm.forgetIfLost(now);
        alarm.arm(NEXT_DAY + 1000);
        found.push(await armedAt());
      }

      expect(found).toEqual([NEXT_DAY, NEXT_DAY + 1000]);
    }));

  it("for a time that the platform does not know comes early, and is set again then", () =>
    withAlarm(async (alarm, armedAt) => {
      alarm.arm(YEAR_9999);
      expect(await armedAt()).toBe(NEXT_DAY + 30 * DAY);
      alarm.fired();
      alarm.arm(YEAR_9999);
      expect(await armedAt()).toBe(NEXT_DAY + 30 * DAY);
    }));
});
