import { describe, expect, test } from "vitest";

import type { TakeRequest } from "../../../shared/wire/runner-rpc.ts";
import type { ConsumerPorts } from "../../../worker/consumer/ports.ts";
import {
  TestClock,
  type TestDelivery,
  consumed,
  consumerPorts,
  delivery,
  grant,
  taskMessage,
  testBackend,
} from "./deliveries.ts";

interface Runner {
  readonly asked: TakeRequest[];
  take(request: TakeRequest): Promise<{ readonly taken: number }>;
}

/** One that has room for so many. */
function runner(room: number): Runner {
  const asked: TakeRequest[] = [];

  return {
    asked,
    take: async (request) => {
      asked.push(request);

      return { taken: Math.min(room, request.tasks.length) };
    },
  };
}

/** Tasks named `sleep` are long-running; what ran here is remembered. */
function portsWith(runners: readonly Runner[]): { ports: ConsumerPorts; ran: number[] } {
  const ran: number[] = [];
  const ports = consumerPorts(new TestClock(), {
    isLongRunning: (task) => task === "sleep",
    runners: () => runners,
  });

  return {
    ran,
    ports: {
      ...ports,
      run: (job, stop) => {
        ran.push(job.job.message.node);

        return ports.run(job, stop);
      },
    },
  };
}

function batch(...names: readonly string[]): readonly TestDelivery[] {
  return names.map((task, node) => delivery(taskMessage({ task, node })));
}

describe("long-running tasks", () => {
  test("go to a runner with their leases, and their messages are done with", async () => {
    const taker = runner(50);
    const { ports, ran } = portsWith([taker]);
    const deliveries = batch("add", "sleep", "sleep");

    await consumed(deliveries, ports);

    expect(ran).toEqual([0]);
    expect(taker.asked.map(({ tasks }) => tasks.map(({ message }) => message.node))).toEqual([
      [1, 2],
    ]);
    expect(taker.asked[0]?.tasks[0]?.holder).toMatchObject({ claimId: "claim", startedAt: 7 });
    expect(deliveries.map(({ fate }) => fate)).toEqual(["acked", "acked", "acked"]);
  });

  test("go to the next runner where one is full, and run here where all are", async () => {
    const [full, almost] = [runner(0), runner(1)];
    const { ports, ran } = portsWith([full, almost]);
    const deliveries = batch("sleep", "sleep");

    await consumed(deliveries, ports);

    expect(almost.asked[0]?.tasks).toHaveLength(2);
    expect(ran).toEqual([1]);
    expect(deliveries.map(({ fate }) => fate)).toEqual(["acked", "acked"]);
  });

  test("neither run here nor are forgotten when a runner may have them or not", async () => {
    const lost: Runner = { asked: [], take: () => Promise.reject(new Error("connection lost")) };
    const { ports, ran } = portsWith([lost, runner(50)]);
    const deliveries = batch("sleep", "add");

    await consumed(deliveries, ports);

    expect(ran).toEqual([1]);
    expect(deliveries.map(({ fate }) => fate)).toEqual([{ delaySeconds: 2 }, "acked"]);
  });

  test("go where nothing else runs when they lost their worker before", async () => {
    const taker = runner(50);
    const { ports, ran } = portsWith([taker]);
    const backend = testBackend({
      claim: async () => ({
        grants: [grant({ staysAlone: true })],
      }),
    });

    await consumed(batch("sleep"), { ...ports, backend: () => backend });

    expect(ran).toEqual([]);
    expect(taker.asked).toMatchObject([{ isAlone: true }]);
  });
});
