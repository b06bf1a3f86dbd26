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
