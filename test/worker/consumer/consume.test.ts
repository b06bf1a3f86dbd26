import { describe, expect, test } from "vitest";

import {
  TestClock,
  consumerPorts,
  consumed,
  delivery,
  grant,
  idle,
  runId,
  taskMessage,
  testBackend,
} from "./deliveries.ts";

const clockAtRest = new TestClock();

describe("a batch", () => {
  test("is claimed with one call per shard, run, reported and then acknowledged", async () => {
    const backends = new Map([0, 1].map((shard) => [shard, testBackend()]));
    const deliveries = [
      delivery(taskMessage({ run: runId(0), node: 0 })),
      delivery(taskMessage({ run: runId(1), node: 0 })),
      delivery(taskMessage({ run: runId(0), node: 1 })),
    ];

    await consumed(
      deliveries,
      consumerPorts(clockAtRest, { backend: (shard) => backends.get(shard) ?? testBackend() }),
    );

    expect(backends.get(0)?.claims.map(({ items }) => items.map(({ node }) => node))).toEqual([
      [0, 1],
    ]);
    expect(backends.get(1)?.claims).toHaveLength(1);
    expect(backends.get(0)?.reports.map(({ items }) => items.map(({ node }) => node))).toEqual([
      [0, 1],
    ]);
    expect(deliveries.map(({ fate }) => fate)).toEqual(["acked", "acked", "acked"]);
  });

  test("proves with its message ids and deliveries which consumer is the newest", async () => {
    const backend = testBackend();
    const again = delivery(taskMessage(), 3);

    await consumed([again], consumerPorts(clockAtRest, { backend: () => backend }));

    expect(backend.claims[0]?.items).toMatchObject([
      { messageId: again.id, deliveries: 3, wantsCall: false },
    ]);
  });

  test("does not run what was not granted, and forgets it", async () => {
    const backend = testBackend({
      claim: async () => ({ grants: [{ kind: "skip", why: "leased" }] }),
    });
    const duplicate = delivery(taskMessage());
    const ran: unknown[] = [];
    const ports = consumerPorts(clockAtRest, { backend: () => backend });

    await consumed([duplicate], {
      ...ports,
      run: (job, reins) => (ran.push(job), ports.run(job, reins)),
    });

    expect(ran).toEqual([]);
    expect(backend.reports).toEqual([]);
    expect(duplicate.fate).toBe("acked");
  });
});

describe("a message that is no task", () => {
  test.each([
    [null],
    ["text"],
    [{}],
    [{ v: 1, run: "no id" }],
    [{ ...taskMessage(), run: "x" }],
    [{ v: 0 }],
  ])("%j is dropped and logged, and the rest of the batch runs", async (body) => {
    const logged: unknown[] = [];
    const [bad, good] = [delivery(body), delivery(taskMessage())];

    await consumed(
      [bad, good],
      consumerPorts(clockAtRest, { log: (message) => logged.push(message) }),
    );

    expect([bad.fate, good.fate]).toEqual(["acked", "acked"]);
    expect(logged).toHaveLength(1);
  });

  test("but of a newer version is left to newer code", async () => {
    const newer = delivery({ v: 2, something: "else" });

    await consumed([newer], consumerPorts(clockAtRest));

    expect(newer.fate).toEqual({ delaySeconds: 2 });
  });
});

describe("arguments that did not travel with the message", () => {
  const jobs: unknown[] = [];
  const ports = consumerPorts(clockAtRest);
  const run: typeof ports.run = (job, reins) => {
    jobs.push(job.call);

    return ports.run(job, reins);
  };

  test("come with the grant", async () => {
    const backend = testBackend({
      claim: async () => ({
        grants: [grant({ call: "[[1],{}]" })],
      }),
    });

    await consumed([delivery(taskMessage({ call: null }))], {
      ...ports,
      run,
      backend: () => backend,
    });

    expect(backend.claims[0]?.items).toMatchObject([{ wantsCall: true }]);
    expect(jobs.pop()).toBe("[[1],{}]");
  });

  test("are fetched when they were too large for that", async () => {
    await consumed([delivery(taskMessage({ call: null }))], {
      ...ports,
      run,
      backend: () => testBackend({ call: async () => "[[2],{}]" }),
    });

    expect(jobs.pop()).toBe("[[2],{}]");
  });

  test("that are gone mean that nobody wants the task any more", async () => {
    const gone = delivery(taskMessage({ call: null }));

    await consumed([gone], { ...ports, run, backend: () => testBackend() });

    expect(jobs).toEqual([]);
    expect(gone.fate).toBe("acked");
  });

  test("that cannot be fetched send only this message round again", async () => {
    const [stuck, fine] = [
      delivery(taskMessage({ call: null })),
      delivery(taskMessage({ node: 1 })),
    ];
    const backend = testBackend({ call: () => Promise.reject(new Error("gone away")) });

    await consumed([stuck, fine], { ...ports, backend: () => backend });

    expect([stuck.fate, fine.fate]).toEqual([{ delaySeconds: 2 }, "acked"]);
  });
});

describe("a shard that cannot be reached", () => {
  test("for a claim gets its messages again, later each time, and other shards do not notice", async () => {
    const dead = testBackend({ claim: () => Promise.reject(new Error("unreachable")) });
    const deliveries = [
      delivery(taskMessage({ run: runId(0) }), 1),
      delivery(taskMessage({ run: runId(0), node: 1 }), 5),
      delivery(taskMessage({ run: runId(1) })),
    ];

    await consumed(
      deliveries,
      consumerPorts(clockAtRest, { backend: (shard) => (shard === 0 ? dead : testBackend()) }),
    );

    expect(deliveries.map(({ fate }) => fate)).toEqual([
      { delaySeconds: 2 },
      { delaySeconds: 24 },
      "acked",
    ]);
  });

  test("for a report is tried for 30 s before the messages go round again", async () => {
    const clock = new TestClock();
    const backend = testBackend({ report: () => Promise.reject(new Error("unreachable")) });
    const unreported = delivery(taskMessage());
    const done = consumed([unreported], consumerPorts(clock, { backend: () => backend }));

    await idle();
    expect(unreported.fate).toBeNull();

    await clock.runAll();
    await done;

    expect(unreported.fate).toEqual({ delaySeconds: 2 });
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
    expect(backend.reports.length).toBeGreaterThan(5);
  });

  test("for a moment gets the report when it is back, and nothing is acknowledged before", async () => {
    const clock = new TestClock();
    let isDown = true;
    const backend = testBackend({
      report: async ({ items }) => {
        if (isDown) {
          throw new Error("unreachable");
        }

        return { accepted: items.length };
      },
    });
    const reported = delivery(taskMessage());
    const done = consumed([reported], consumerPorts(clock, { backend: () => backend }));

    await clock.advance();
    expect(reported.fate).toBeNull();

    isDown = false;
    await clock.runAll();
    await done;

    expect(reported.fate).toBe("acked");
  });

  test("or that answers for another number of tasks runs none of them", async () => {
    const confused = delivery(taskMessage());

    await consumed(
      [confused],
      consumerPorts(clockAtRest, {
        backend: () => testBackend({ claim: async () => ({ grants: [] }) }),
      }),
    );

    expect(confused.fate).toEqual({ delaySeconds: 2 });
  });
});

test("a runner that breaks its promise not to reject costs its own message a round, not the batch", async () => {
  const ports = consumerPorts(clockAtRest);
  const [broken, fine] = [delivery(taskMessage({ node: 0 })), delivery(taskMessage({ node: 1 }))];
  const run: typeof ports.run = async (job, reins) => {
    if (job.job.message.node === 0) {
      throw new Error("bug");
    }

    return ports.run(job, reins);
  };

  await consumed([broken, fine], { ...ports, run });

  expect([broken.fate, fine.fate]).toEqual([{ delaySeconds: 2 }, "acked"]);
});
