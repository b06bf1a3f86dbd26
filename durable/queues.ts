/** The queues of the deployment, by name. */
import type { Backlog } from "../shared/engine/lost-messages.ts";
import type { TaskMessage } from "../shared/wire/message.ts";
import { bindingOf } from "../shared/wire/queue-names.ts";

export class Queues {
  readonly #env: object;

  constructor(env: object) {
    this.#env = env;
  }

  /** Rejects when the queue did not take all of it. */
  async send(name: string, messages: readonly TaskMessage[]): Promise<void> {
    await this.#queue(name).sendBatch(messages.map((body) => ({ body })));
  }

  /** What waits in it. */
  async backlog(name: string): Promise<Backlog> {
    const { backlogCount, oldestMessageTimestamp } = await this.#queue(name).metrics();

    return { count: backlogCount, oldestAt: timeOf(oldestMessageTimestamp) };
  }

  #queue(name: string): Queue<TaskMessage> {
    const binding = bindingOf(name);
    const queue: unknown = Reflect.get(this.#env, binding);

    if (!isQueue(queue)) {
      throw new TypeError(`Queue "${name}" has no producer binding ${binding} in wrangler.toml.`);
    }

    return queue;
  }
}

/** null: unknown. The local simulator answers the epoch, as a number. */
function timeOf(timestamp: Date | number | undefined): number | null {
  const at = Number(timestamp ?? 0);

  return at > 0 ? at : null;
}

function isQueue(binding: unknown): binding is Queue<TaskMessage> {
  return typeof binding === "object" && binding !== null && "sendBatch" in binding;
}
