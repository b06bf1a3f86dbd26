/** Messages as the real system sends them, so that both carry the same bytes, and sent as it sends them. */
import { type TaskMessage, MESSAGE_VERSION } from "../../../shared/wire/message.ts";

/** https://developers.cloudflare.com/queues/platform/limits/ */
const BATCH_MESSAGES = 100;
const CALLS_SIDE_BY_SIDE = 6;

export function messageOf(run: string, node: number, args: readonly unknown[]): TaskMessage {
  const call = JSON.stringify([args, {}]);

  return { v: MESSAGE_VERSION, run, node, attempt: 1, task: "add", call };
}

export async function sendAll(
  queue: Queue<TaskMessage>,
  messages: readonly TaskMessage[],
): Promise<void> {
  const calls = Array.from({ length: Math.ceil(messages.length / BATCH_MESSAGES) }, (_, call) =>
    messages.slice(call * BATCH_MESSAGES, (call + 1) * BATCH_MESSAGES),
  );

  const send = async (): Promise<void> => {
    for (let call = calls.shift(); call !== undefined; call = calls.shift()) {
      await queue.sendBatch(call.map((body) => ({ body })));
    }
  };

  await Promise.all(Array.from({ length: CALLS_SIDE_BY_SIDE }, send));
}
