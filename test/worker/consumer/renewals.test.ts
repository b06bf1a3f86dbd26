import { describe, expect, test } from "vitest";

import type { LeaseState } from "../../../shared/wire/rpc.ts";
import type { ConsumerPorts } from "../../../worker/consumer/ports.ts";
import type { Reins } from "../../../worker/consumer/run-task.ts";
import {
  TestClock,
  type TestBackend,
  consumed,
  consumerPorts,
  delivery,
  idle,
  taskMessage,
  testBackend,
} from "./deliveries.ts";

/** Tasks that run until they are told to end, and their reins by node. */
class Running {
  readonly reins = new Map<number, Reins>();
  readonly #ends = new Map<number, () => void>();

  ports(clock: TestClock, backend: TestBackend): ConsumerPorts {
    const ports = consumerPorts(clock, { backend: () => backend });

    return {
      ...ports,
      run: async (job, reins) => {
        const { node } = job.job.message;

        this.reins.set(node, reins);
        await new Promise<void>((resolve) => this.#ends.set(node, resolve));

        return ports.run(job, reins);
      },
    };
  }

  async end(...nodes: readonly number[]): Promise<void> {
    nodes.forEach((node) => this.#ends.get(node)?.());
    await idle();
  }
}

async function start(
  count: number,
  backend = testBackend(),
): Promise<{ clock: TestClock; running: Running; done: Promise<void>; backend: TestBackend }> {
  const clock = new TestClock();
  const running = new Running();
  const deliveries = Array.from({ length: count }, (_, node) => delivery(taskMessage({ node })));
  const done = consumed(deliveries, running.ports(clock, backend));

  await idle();

  return { clock, running, done, backend };
}

describe("a consumer", () => {
  test("never renews what is over within 5 s", async () => {
    const { clock, running, done, backend } = await start(2);

    await running.end(0, 1);
    await done;
    await clock.runAll();

    expect(clock.now()).toBe(0);
    expect(backend.renewals).toEqual([]);
  });

  test("renews all that still runs in one call, after 5 s and then every 15 s", async () => {
    const { clock, running, done, backend } = await start(3);

    await running.end(1);
    await clock.advance();
    await clock.advance();
    expect(clock.now()).toBe(5000);
    await clock.advance();
    expect(clock.now()).toBe(20_000);
    await running.end(0, 2);
    await clock.runAll();
    await done;

    expect(backend.renewals.map(({ items }) => items.map(({ node }) => node))).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(backend.renewals[0]?.items[0]).toMatchObject({
      claimId: "claim",
      messageId: expect.stringContaining("message-"),
      deliveries: 1,
      startedAt: 7,
    });
  });

  test("stops what was terminated or has been recorded meanwhile, and nothing else", async () => {
    const states: readonly LeaseState[] = ["renewed", "held", "revoked", "terminated", "over"];
    const { clock, running, done } = await start(
      5,
      testBackend({ renew: async () => ({ states }) }),
    );

    await clock.advance();

    expect([0, 1, 2, 3, 4].map((node) => running.reins.get(node)?.stop.signal.aborted)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(running.reins.get(3)?.stop.signal.reason).toMatchObject({ name: "Terminated" });

    await running.end(0, 1, 2, 3, 4);
    await clock.runAll();
    await done;
  });

  test("tells how far a task is within half a second, and of many words only the last", async () => {
    const { clock, running, done, backend } = await start(2);
    const say = (current: number): void =>
      running.reins.get(1)?.tell({ state: "PROGRESS", meta: `{"current":${current}}` });

    [1, 2, 3].forEach(say);
    await clock.advance();
    expect(clock.now()).toBe(500);
    say(4);
    await clock.advance();
    expect(clock.now()).toBe(1000);
    await clock.advance();
    expect(clock.now()).toBe(16_000);
    await running.end(0, 1);
    await clock.runAll();
    await done;

    expect(
      backend.renewals.map(({ items }) => items.map(({ progress }) => progress?.meta)),
    ).toEqual([
      [undefined, '{"current":3}'],
      [undefined, '{"current":4}'],
      [undefined, '{"current":4}'],
    ]);
  });

  test("renews 15 s after it asked last, and not after a slow answer", async () => {
    const clock = new TestClock();
    const slow = testBackend({
      renew: async () => {
        await new Promise<void>((resolve) => clock.after(12_000, resolve));

        return { states: ["renewed"] };
      },
    });
    const running = new Running();
    const done = consumed([delivery(taskMessage())], running.ports(clock, slow));

    await idle();
    await clock.advance();
    expect(clock.now()).toBe(5000);
    await clock.advance();
    expect(clock.now()).toBe(17_000);
    await clock.advance();
    expect(clock.now()).toBe(20_000);
    expect(slow.renewals).toHaveLength(2);
    await running.end(0);
    await clock.runAll();
    await done;
  });

  test("asks again soon when the backend does not answer, and lets its tasks run", async () => {
    const { clock, running, done, backend } = await start(
      1,
      testBackend({ renew: () => Promise.reject(new Error("unreachable")) }),
    );

    await clock.advance();
    await clock.advance();

    expect(clock.now()).toBe(10_000);
    expect(backend.renewals).toHaveLength(2);
    expect(running.reins.get(0)?.stop.signal.aborted).toBe(false);

    await running.end(0);
    await clock.runAll();
    await done;

    expect(backend.reports).toHaveLength(1);
  });

  test("ends what has run for 14 minutes: the platform would end it with all others", async () => {
    const { clock, running, done } = await start(1);

    while (clock.now() < 840_000) {
      await clock.advance();
    }

    expect(running.reins.get(0)?.stop.signal.reason).toMatchObject({
      name: "TimeLimitExceeded",
    });
    await running.end(0);
    await clock.runAll();
    await done;
  });
});
