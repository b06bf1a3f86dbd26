import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { expect, test } from "vitest";

import { Acknowledgements } from "../../../worker/consumer/acknowledgements.ts";
import type { Delivery } from "../../../worker/consumer/delivery.ts";

const IDS = ["first", "second", "third"];

/** What the platform is told of a batch of three when each message is dealt with so. */
async function told(deal: (delivery: Delivery) => void): ReturnType<typeof getQueueResult> {
  const batch = createMessageBatch(
    "lovage-default",
    IDS.map((id) => ({ id, timestamp: 0, attempts: 1, body: null })),
  );
  const acknowledgements = new Acknowledgements(batch);

  acknowledgements.deliveries.forEach(deal);
  acknowledgements.settle();

  return getQueueResult(batch, createExecutionContext());
}

test("a batch of which all is done is acknowledged as one", async () => {
  expect(await told((delivery) => delivery.ack())).toMatchObject({
    ackAll: true,
    explicitAcks: [],
    retryMessages: [],
  });
});

test("beside a message that is delivered again the others are acknowledged singly, and never the whole batch", async () => {
  const result = await told((delivery) =>
    delivery.id === "second" ? delivery.retry({ delaySeconds: 7 }) : delivery.ack(),
  );

  expect(result).toMatchObject({
    ackAll: false,
    explicitAcks: ["first", "third"],
    retryMessages: [{ msgId: "second" }],
  });
});

test("a batch of which all is delivered again is not acknowledged", async () => {
  expect(await told((delivery) => delivery.retry({ delaySeconds: 7 }))).toMatchObject({
    ackAll: false,
    explicitAcks: [],
    retryMessages: IDS.map((msgId) => ({ msgId })),
  });
});
