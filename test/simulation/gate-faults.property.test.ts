import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { GateWorld } from "./gate-world.ts";

const step = fc.oneof(
  fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant("admit" as const), count: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant("finish" as const) }),
  fc.record({
    kind: fc.constant("dies" as const),
    how: fc.constantFrom("inside" as const, "after" as const),
  }),
  fc.record({ kind: fc.constant("refuses" as const), isRefusing: fc.boolean() }),
);
const steps = fc.array(step, { minLength: 5, maxLength: 60 });

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** `givenOf`: what each task that is admitted has of its own. */
async function play(
  world: GateWorld,
  story: readonly Step[],
  givenOf: (task: number) => Parameters<GateWorld["admit"]>[1] = () => ({}),
): Promise<void> {
  let next = 0;

  for (const each of story) {
    if (each.kind === "pass") {
      await world.pass(each.ms);
    } else if (each.kind === "admit") {
      for (let count = 0; count < each.count; count += 1) {
        next += 1;
        world.admit([next], givenOf(next));
      }
    } else if (each.kind === "finish") {
      world.finish();
    } else if (each.kind === "dies") {
      world.dies(each.how);
    } else {
      world.isRefusing = each.isRefusing;
    }
  }

  world.dies("never");
  world.isRefusing = false;
}

describe("a gate that dies inside or after any write, whose queue refuses at will", () => {
  test("loses nothing and never lets more run than may", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const world = new GateWorld();

        world.limit({ concurrency: 3 });
        await play(world, story);
        await world.drain();

        expect(world.isDrained).toBe(true);
        expect(world.mostRunning).toBeLessThanOrEqual(3);
      }),
      { numRuns: 300 },
    );
  });

  test("loses nothing and keeps its rate, copies included", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(5, 0.5), async (story, perSecond) => {
        const world = new GateWorld();
        const windowMs = perSecond < 1 ? 10_000 : 1000;

        world.limit({ rate_limit: `${perSecond}/s` });
        await play(world, story);
        await world.drain();

        expect(world.isDrained).toBe(true);

        for (const from of world.sentAt) {
          const inWindow = world.sentAt.filter((at) => at >= from && at < from + windowMs);

          expect(inWindow.length).toBeLessThanOrEqual(5 + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("lets no more of a key run than may, and of others all that can", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const world = new GateWorld();

        world.limit({});
        await play(world, story, (task) => ({ key: task % 2 === 0 ? "even" : "odd", limit: 2 }));
        await world.drain();

        expect(world.isDrained).toBe(true);
        expect(world.mostOfKey).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });

  test("keeps the rate of a task, and holds up no other for it", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const world = new GateWorld();

        world.limit({});
        await play(world, story, (task) => ({ perSecond: isSlow(task) ? 0.5 : 0 }));
        await world.drain();

        const slowAt = world.sentAt.filter((_, index) => isSlow(world.sent[index] ?? 0));

        expect(world.isDrained).toBe(true);

        for (const from of slowAt) {
          const inWindow = slowAt.filter((at) => at >= from && at < from + 10_000);

          expect(inWindow.length).toBeLessThanOrEqual(5 + 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("lets whoever is most urgent go first, a minute of waiting being worth a priority: nobody starves", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const world = new GateWorld();

        world.limit({ rate_limit: "1/m" });
        await play(world, story, (task) => ({ priority: task % 10 }));
        await world.drain();

        expect(world.isDrained).toBe(true);

        // Copies apart.
        const gone = [...new Set(world.sent)].map((task) => {
          const { at = 0, priority = 0 } = world.items.get(task) ?? {};

          return {
            at,
            rank: at - priority * 60_000,
            goneAt: world.sentAt[world.sent.indexOf(task)] ?? 0,
          };
        });

        for (const [index, { rank, goneAt }] of gone.entries()) {
          const overtaken = gone.slice(index + 1).filter(({ at }) => at < goneAt);

          expect(overtaken.filter((other) => other.rank < rank)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("lets nothing go while it is paused, and all of it afterwards", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        const world = new GateWorld();

        world.limit({ paused: true });
        await play(world, story);

        expect(world.sentAt).toEqual([]);

        world.limit({ paused: false });
        await world.drain();

        expect(world.isDrained).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test("the urgent go first, the first of equals before the others, and what was revoked not at all", async () => {
  const world = new GateWorld();

  world.limit({ rate_limit: "1/s" });
  world.admit([1, 2]);
  world.admit([3], { priority: 5 });
  world.admit([4], { priority: 9 });
  world.revoke(2);
  await world.pass(10_000);

  expect(world.order).toEqual([4, 3, 1]);
});

function isSlow(task: number): boolean {
  return task % 2 === 0;
}

/** That 100 tasks write, each. */
async function rows(limits: Parameters<GateWorld["limit"]>[0]): Promise<number> {
  const world = new GateWorld();

  world.limit(limits);

  const before = world.rowsWritten;

  world.admit(Array.from({ length: 100 }, (_, index) => index + 1));
  await world.pass(200);
  await world.drain();

  for (let left = world.running.size; left > 0; left -= 1) {
    world.finish();
  }

  return (world.rowsWritten - before) / 100;
}

test("a task costs its gate two rows, and three with a slot", async ({ annotate }) => {
  const [rate, slots] = [await rows({ rate_limit: "100/s" }), await rows({ concurrency: 10 })];

  await annotate(`rows a task: ${rate} with a rate, ${slots} with slots; requests: 0.01 to admit`);
  expect([rate, slots]).toEqual([2, 3]);
});
