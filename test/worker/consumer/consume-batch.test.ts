import { env } from "cloudflare:workers";
import { expect, test } from "vitest";

import { chain } from "../../../shared/canvas/builders.ts";
import { isRunId } from "../../../shared/engine/ids.ts";
import type { ReportRequest } from "../../../shared/wire/rpc.ts";
import { consumeBatch } from "../../../worker/consumer/consume-batch.ts";
import { submitCanvas } from "../../../worker/submit.ts";
import { add } from "../../../worker/tasks/arithmetic.ts";
import { type TestBackend, delivery, taskMessage, testBackend } from "./deliveries.ts";

/** Delivers one message from `queue` to the real consumer over a backend that grants everything. */
async function deliver(queue: string): Promise<readonly ReportRequest[]> {
  const backend: TestBackend = testBackend();
  const message = {
    ...delivery(taskMessage({ task: "add", call: "[[2,3],{}]" })),
    timestamp: new Date(0),
  };
  const batch: MessageBatch = {
    queue,
    messages: [message],
    metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
    ackAll: () => {},
    retryAll: () => {},
  };
  const namespace = Object.assign(Object.create(env.RESULT_BACKEND), { getByName: () => backend });

  await consumeBatch(batch, { ...env, RESULT_BACKEND: namespace });

  return backend.reports;
}

test("a delivered message runs its registered task", async () => {
  expect(await deliver("lovage-default")).toMatchObject([
    { items: [{ outcome: { kind: "success", value: "5" } }] },
  ]);
});

test("a message from the dead letter queue does not run: its task fails, so that its run ends", async () => {
  expect(await deliver("lovage-dead")).toMatchObject([
    { items: [{ outcome: { kind: "failure", error: { type: "WorkerLostError" } } }] },
  ]);
});

test("a canvas submitted from inside a task is a run of its own", async () => {
  expect(await submitCanvas(env, chain(add.s(1, 2), add.s(3)).toJSON())).toSatisfy(isRunId);
});

test("a canvas submitted from inside a task that cannot run is a TypeError that says why", async () => {
  await expect(submitCanvas(env, add.signature([1]).toJSON())).rejects.toThrow(
    new TypeError("canvas.args: add() missing 1 required positional argument: 'y'"),
  );
});
