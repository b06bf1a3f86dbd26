/**
 * A Cloudflare Queue: at least once, in no certain order, in batches. A message that a consumer asks for again, or whose consumer died,
 * is delivered once more, its count one higher; after `maxRetries` redeliveries it goes to the dead letter queue and counts from 1.
 * https://developers.cloudflare.com/queues/reference/how-queues-works/
 */
import { InjectedFault } from "./injected-fault.ts";
import type { Life } from "./life.ts";
import { messageWritten } from "./releases.ts";
import type { WorldPorts } from "./world-ports.ts";

const SEND_MS = 10;
const DELAY_MS = 90_000;
/** A message whose consumer went silent comes back within so long. */
const VISIBILITY_MS = 30_000;

export interface QueueSettings {
  readonly batchSize: number;
  readonly maxRetries: number;
  /** Consumers side by side. */
  readonly consumers: number;
  readonly deadLetters: SimulatedQueue | null;
}

export interface QueuedMessage {
  readonly id: string;
  readonly body: unknown;
  readonly timestamp: Date;
  /** Deliveries so far. */
  attempts: number;
}

/** What a consumer did with a batch. */
export interface Consumed {
  /** Delivered again after so long; the others are done with. */
  readonly again: ReadonlyMap<QueuedMessage, number>;
}

/** Hands a batch to a consumer, and says what became of it. Never rejects. */
type Consume = (queue: string, messages: readonly QueuedMessage[]) => Promise<Consumed>;

interface QueuePorts extends WorldPorts {
  readonly consume: Consume;
  /** A message was taken and is gone. */
  readonly lost: (body: unknown) => void;
  /** A message was delivered as often as it may be. */
  readonly gaveUp: (body: unknown) => void;
}

export class SimulatedQueue {
  readonly name: string;
  readonly #settings: QueueSettings;
  readonly #ports: QueuePorts;
  readonly #waiting: QueuedMessage[] = [];
  #delayed = 0;
  #consumers = 0;
  #ids = 0;
  /** Messages that were taken, duplicates not counted. */
  taken = 0;
  /** Bodies of these, in the order in which they came, as they were sent. */
  readonly sent: unknown[] = [];
  isPaused = false;

  constructor(name: string, settings: QueueSettings, ports: QueuePorts) {
    this.name = name;
    this.#settings = settings;
    this.#ports = ports;
  }

  /** Nothing waits, is delayed or is being consumed. */
  get isDrained(): boolean {
    return this.#waiting.length + this.#delayed + this.#consumers === 0;
  }

  get backlog(): number {
    return this.#waiting.length;
  }

  /** The producer's binding in the code of `life`. */
  bindingFor(life: Life): object {
    return {
      sendBatch: (messages: Iterable<{ readonly body: unknown }>) =>
        life.await(this.#send(structuredClone([...messages]), life)),
      metrics: () => life.await(this.#metrics()),
    };
  }

  async #send(messages: readonly { readonly body: unknown }[], life: Life): Promise<void> {
    const { dice } = this.#ports;
    const name = `${messages.length} to ${this.name} by ${life.name}`;

    if (life.isOver) {
      return;
    }

    await this.#passes(`send of ${name}`);

    if (dice.happens("send refused", name)) {
      throw new InjectedFault("Too Many Requests");
    }

    this.sent.push(...messages.map(({ body }) => body));
    messages.forEach(({ body }) => this.#accept(messageWritten(body, life.release)));

    if (dice.happens("object dies at a call", `send of ${name}`)) {
      life.end();
    }

    await this.#passes(`answer to ${name}`);

    if (dice.happens("send taken, answer lost", name)) {
      throw new InjectedFault("Network connection lost");
    }
  }

  async #metrics(): Promise<object> {
    const [oldest] = this.#waiting.toSorted((a, b) => Number(a.timestamp) - Number(b.timestamp));

    await this.#passes(`metrics of ${this.name}`);

    if (this.#ports.dice.happens("metrics fail", this.name)) {
      throw new InjectedFault("Internal error");
    }

    return {
      backlogCount: this.#waiting.length,
      backlogBytes: 100 * this.#waiting.length,
      ...(oldest !== undefined && { oldestMessageTimestamp: oldest.timestamp }),
    };
  }

  #accept(body: unknown): void {
    const { dice, tell, nameOf } = this.#ports;
    const name = nameOf(body);

    this.taken += 1;
    tell(`${this.name} takes ${name}`);

    if (dice.happens("message lost", name)) {
      this.#ports.lost(body);

      return;
    }

    this.#enqueue(this.#newMessage(body));

    if (dice.happens("message sent twice", name)) {
      this.#enqueue(this.#newMessage(body));
    }
  }

  #newMessage(body: unknown): QueuedMessage {
    this.#ids += 1;

    return {
      id: `${this.name}-${this.#ids}`,
      body,
      timestamp: new Date(this.#ports.timeline.now),
      attempts: 0,
    };
  }

  #enqueue(message: QueuedMessage): void {
    const { dice, nameOf } = this.#ports;
    const name = nameOf(message.body);

    if (dice.happens("message delayed", name)) {
      this.#enqueueAfter(dice.upTo(DELAY_MS, `delay of ${name}`), message);
    } else {
      this.#waiting.push(message);
      this.deliverSoon();
    }
  }

  /** It does not show in the metrics until then. */
  #enqueueAfter(ms: number, message: QueuedMessage): void {
    this.#delayed += 1;
    this.#ports.timeline.after(ms, () => {
      this.#delayed -= 1;
      this.#waiting.push(message);
      this.deliverSoon();
    });
  }

  deliverSoon(): void {
    this.#ports.timeline.after(1, () => this.#deliver());
  }

  #deliver(): void {
    while (!this.isPaused && this.#consumers < this.#settings.consumers && this.backlog > 0) {
      void this.#consume(this.#takeBatch());
    }
  }

  async #consume(messages: readonly QueuedMessage[]): Promise<void> {
    const { dice, nameOf, consume } = this.#ports;

    for (const message of messages) {
      message.attempts += 1;
      if (dice.happens("message delivered twice", nameOf(message.body))) {
        this.#enqueueAfter(dice.upTo(5000, "second delivery"), {
          ...message,
          attempts: message.attempts - 1,
        });
      }
    }

    this.#consumers += 1;
    const { again } = await consume(this.name, messages);

    this.#consumers -= 1;

    for (const [message, ms] of again) {
      this.#retry(message, ms);
    }

    this.#deliver();
  }

  #retry(message: QueuedMessage, ms: number): void {
    const { deadLetters, maxRetries } = this.#settings;

    if (message.attempts <= maxRetries) {
      this.#enqueueAfter(ms, message);
    } else {
      this.#ports.gaveUp(message.body);
      deadLetters?.bury(message);
    }
  }

  bury({ id, body, timestamp }: QueuedMessage): void {
    this.#waiting.push({ id, body, timestamp, attempts: 0 });
    this.deliverSoon();
  }

  #takeBatch(): QueuedMessage[] {
    const { dice } = this.#ports;
    const most = Math.min(this.#settings.batchSize, this.#waiting.length);
    const size = most - dice.upTo(most - 1, `batch of ${this.name}`);

    if (!dice.happens("messages out of order", this.name)) {
      return this.#waiting.splice(0, size);
    }

    return Array.from({ length: size }, () =>
      this.#waiting.splice(dice.upTo(this.#waiting.length - 1, `pick of ${this.name}`), 1),
    ).flat();
  }

  #passes(name: string): Promise<void> {
    const { dice, timeline } = this.#ports;

    return new Promise((resolve) => {
      timeline.after(dice.upTo(SEND_MS, name), resolve);
    });
  }
}

/** When a message comes back whose consumer never answered. */
export function silenceMs({ dice }: Pick<WorldPorts, "dice">, name: string): number {
  return dice.upTo(VISIBILITY_MS, `silence of ${name}`);
}
