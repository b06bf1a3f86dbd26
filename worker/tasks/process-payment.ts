import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";
import { Reject } from "../../shared/task/errors.ts";

/** What one payment may be at most. */
const LIMIT = 10_000;

/**
 * Checks a payment and returns a receipt. Lovage ships no payment provider: replace the receipt by a request to yours and pass
 * `idempotencyKey` on, so that a task that is executed twice charges once. A payment that is invalid, or declined for being over the
 * limit, is rejected: FAILURE of type Reject, whatever is retried elsewhere. When its worker dies it is not run again by itself.
 */
export const processPayment = defineTask({
  name: "process_payment",
  description:
    "Checks a payment and returns a receipt, or rejects it for good; nothing is charged until a provider is put in.",
  args: z.object({ order_id: z.string(), amount: z.number() }),
  returns: z.object({
    order_id: z.string(),
    amount: z.number(),
    /** False: checked only. */
    charged: z.boolean(),
    idempotency_key: z.string(),
  }),
  queue: "payments",
  acksLate: false,
  run({ order_id, amount }, { idempotencyKey }) {
    const problem = problemOf(order_id, amount);

    if (problem !== null) {
      throw new Reject(problem);
    }

    return { order_id, amount, charged: false, idempotency_key: idempotencyKey };
  },
});

function problemOf(orderId: string, amount: number): string | null {
  if (orderId.trim() === "") {
    return "Invalid payment: it names no order.";
  }

  if (amount <= 0 || Number(amount.toFixed(2)) !== amount) {
    return `Invalid payment of order ${orderId}: expected a positive amount with at most two decimals; got ${amount}.`;
  }

  return amount > LIMIT
    ? `Declined: ${amount} for order ${orderId} is over the limit of ${LIMIT}.`
    : null;
}
