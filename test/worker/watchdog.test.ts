import { env } from "cloudflare:workers";
import { expect, test } from "vitest";

import { watchOne } from "../../worker/watchdog.ts";

/** Objects that remember that they were asked. */
function namespace(asked: string[]): { getByName(name: string): unknown } {
  return { getByName: (name) => ({ watch: async () => void asked.push(name) }) };
}

test("each object is asked in its turn, one a minute", async () => {
  const asked: string[] = [];
  const watched = Object.assign({}, env, {
    LOVAGE_SHARDS: "2",
    RESULT_BACKEND: namespace(asked),
    TASK_RUNNER: namespace(asked),
  });

  for (let minute = 0; minute < 11; minute += 1) {
    await watchOne(watched, minute * 60_000 + 7);
  }

  expect(asked).toEqual([
    "shard-0",
    "shard-1",
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((runner) => `runner-${runner}`),
    "shard-0",
  ]);
});
