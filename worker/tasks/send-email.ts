import { z } from "zod";

import { defineTask } from "../../shared/task/define.ts";

/**
 * Validates a mail and logs it. Lovage ships no mail provider: replace the body of `run` by a request to yours and pass
 * `idempotencyKey` on, so that a task that is executed twice sends one mail. Fails with TypeError on a bad address.
 */
export const sendEmail = defineTask({
  name: "send_email",
  description:
    "Checks and logs an e-mail and returns a receipt; no mail leaves until a provider is put in.",
  args: z.object({ to: z.email(), subject: z.string().min(1).max(998), body: z.string() }),
  returns: z.object({
    to: z.string(),
    subject: z.string(),
    /** False: logged only. */
    delivered: z.boolean(),
    idempotency_key: z.string(),
  }),
  queue: "emails",
  acksLate: false,
  run({ to, subject, body }, { log, idempotencyKey }) {
    log(
      `To ${to}: "${subject}", ${body.length} characters. Not sent: no mail provider is configured.`,
    );

    return { to, subject, delivered: false, idempotency_key: idempotencyKey };
  },
});
