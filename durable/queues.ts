/** The queues of the deployment, by name. */
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

  /** How many messages wait in it. */
  async backlog(name: string): Promise<number> {
    const { backlogCount } = await this.#queue(name).metrics();

    return backlogCount;
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

function isQueue(binding: unknown): binding is Queue<TaskMessage> {
  return typeof binding === "object" && binding !== null && "sendBatch" in binding;
}
