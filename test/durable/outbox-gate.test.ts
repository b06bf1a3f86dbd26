import { expect, it } from "vitest";

import { Outbox } from "../../durable/outbox.ts";
import { callOf } from "../../shared/engine/call.ts";
import { readInline } from "../../shared/engine/values.ts";
import type { TaskMessage } from "../../shared/wire/message.ts";
import { group, s } from "../reference/signatures.ts";
import { started } from "./kept.ts";

it("asks a gate about a queue once for all that waits, and not batch by batch", async () => {
  let isLimited = true;
  let asked = 0;
  const timers: (() => void)[] = [];
  const taken: TaskMessage[] = [];
  const unlimited = new Outbox({
    send: async (_, messages) => void taken.push(...messages),
    sent: () => undefined,
    isGated: () => isLimited,
    admit: async () => {
      asked += 1;
      isLimited = false;

      return false;
    },
    gated: () => undefined,
    callText: (kept, node) => callOf(kept.run, node, readInline),
    later: (work) => void timers.push(work),
    failed: () => undefined,
  });

  unlimited.add(
    started(group(...Array.from({ length: 2000 }, () => s("echo")))),
    Array.from({ length: 2000 }, (_, node) => node),
  );

  for (let work = timers.shift(); work !== undefined; work = timers.shift()) {
    work();
    await new Promise(setImmediate);
  }

  expect(taken.map(({ node }) => node).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 2000 }, (_, node) => node),
  );
  expect(asked).toBeLessThanOrEqual(6);
});
