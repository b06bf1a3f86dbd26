import { expect, it } from "vitest";

import { Traffic } from "../../durable/traffic.ts";
import { loose } from "./kept.ts";

it("tells what came and what was taken in the last minute, and forgets what is older", () => {
  const traffic = new Traffic();
  const kept = loose(3);

  traffic.arrived(kept, [0, 1, 2], 1000);
  traffic.taken(kept, [0], 40_000);
  expect([...traffic.lastMinute(40_000)]).toEqual([["default", { arrived: 3, taken: 1 }]]);
  expect([...traffic.lastMinute(61_000)]).toEqual([["default", { arrived: 0, taken: 1 }]]);

  for (let at = 100_000; at < 400_000; at += 1000) {
    traffic.arrived(kept, [0], at);
  }

  expect(traffic.lastMinute(400_000).get("default")?.arrived).toBeLessThanOrEqual(60);
  expect([...traffic.lastMinute(500_000)]).toEqual([]);
});
