/**
 * The messages of a batch as the consumer takes them. Each look at a native message and each of its acknowledgements takes longer than many a
 * task, so they are read once, and a batch that is done is acknowledged as one. Nothing is lost by waiting: acknowledgements count when the
 * invocation is over, and what is delivered again after it died is recognised by its claim.
 * https://developers.cloudflare.com/queues/configuration/batching-retries/#explicit-acknowledgement-and-retries
 */
import type { Delivery } from "./delivery.ts";

export class Acknowledgements {
  readonly deliveries: readonly Delivery[];
  readonly #batch: MessageBatch;
  readonly #done: Message[] = [];

  constructor(batch: MessageBatch) {
    this.#batch = batch;
    this.deliveries = batch.messages.map((message) => this.#deliveryOf(message));
  }

  /** To be called when nothing more is acknowledged. */
  settle(): void {
    if (this.#done.length === this.deliveries.length) {
      this.#batch.ackAll();
    } else {
      this.#done.forEach((message) => message.ack());
    }
  }

  #deliveryOf(message: Message): Delivery {
    const done = this.#done;
    const { id, attempts, body } = message;

    return {
      id,
      attempts,
      body,
      ack() {
        done.push(message);
      },
      retry(options) {
        message.retry(options);
      },
    };
  }
}
