/**
 * The consumer's side: each batch is a life of its own, in which the real consumer runs with the real wiring. It may die between any
 * two of its steps; then the queue hears nothing of the whole batch and delivers it again, what it had acknowledged included. Or the
 * queue takes it for dead while it goes on, so that two consumers have the same messages and an old report arrives late.
 */
import type { TaskRegistry } from "../../../shared/task/registry.ts";
import { consumeWith } from "../../../worker/consumer/consume-batch.ts";
import type { Life } from "./life.ts";
import { messageRead } from "./releases.ts";
import { type Consumed, type QueuedMessage, silenceMs } from "./simulated-queue.ts";
import type { WorldPorts } from "./world-ports.ts";

/** No consumer lives longer: https://developers.cloudflare.com/queues/platform/limits/ */
const CONSUMER_MS = 15 * 60_000;

const QUEUE_PREFIX = "lovage-";

type Verdict = "ack" | { readonly delaySeconds?: number };

type Verdicts = Map<string, Verdict>;

/** A message as a consumer sees it. */
interface Delivered extends QueuedMessage {
  readonly ack: () => void;
  readonly retry: (options?: Exclude<Verdict, "ack">) => void;
}

interface Consumption {
  readonly life: Life;
  readonly queue: string;
  readonly messages: readonly QueuedMessage[];
  readonly verdicts: Verdicts;
}

export class Consumers {
  readonly #ports: WorldPorts;
  readonly #tasks: TaskRegistry;

  constructor(ports: WorldPorts, tasks: TaskRegistry) {
    this.#ports = ports;
    this.#tasks = tasks;
  }

  readonly consume = (queue: string, messages: readonly QueuedMessage[]): Promise<Consumed> => {
    const { begin, dice, timeline, tell, nameOf } = this.#ports;
    const life = begin(`consumer of ${nameOf(messages[0]?.body)}`);
    const { promise, resolve } = Promise.withResolvers<Consumed>();
    const verdicts: Verdicts = new Map();
    const unheard = (): Consumed => this.#unheard(messages, life, verdicts);

    tell(
      `${life.name} gets ${messages.map(({ id, attempts }) => `${id} (${attempts})`).join(", ")}`,
    );
    life.clockErrorMs = dice.happens("consumer's clock is off", life.name)
      ? dice.upTo(60_000, `clock of ${life.name}`) - 30_000
      : 0;
    life.onStep = (step) => this.#mayDie(life, step);
    life.onEnd(() => resolve(unheard()));
    timeline.after(CONSUMER_MS, () => life.end());

    if (dice.happens("consumer is taken for dead", life.name)) {
      timeline.after(dice.upTo(2000, `patience with ${life.name}`), () => resolve(unheard()));
    }

    void this.#run({ life, queue, messages, verdicts }).then(
      (consumed) => life.isOver || resolve(consumed),
    );

    return promise;
  };

  #mayDie(life: Life, step: string): void {
    const { dice, tell } = this.#ports;

    if (dice.happens("consumer dies", `${life.name} ${step}`)) {
      tell(`${life.name} dies as it ${step}`);
      life.end();
    }
  }

  /** The consumer went silent: the queue may have heard what it said until then, or nothing at all. */
  #unheard(messages: readonly QueuedMessage[], { name }: Life, verdicts: Verdicts): Consumed {
    const isHeard = this.#ports.dice.happens("last words are heard", name);
    const open = messages.filter(({ id }) => !isHeard || verdicts.get(id) !== "ack");

    open.forEach(({ body }) => this.#ports.lostWorker(body));

    return { again: new Map(open.map((message) => [message, silenceMs(this.#ports, message.id)])) };
  }

  async #run({ life, queue, messages, verdicts }: Consumption): Promise<Consumed> {
    const delivered = messages.map((message) => this.#delivered(message, verdicts, life));
    const batch = {
      queue: QUEUE_PREFIX + queue,
      messages: delivered,
      metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
      ackAll: () => delivered.forEach((message) => message.ack()),
      retryAll: () => {},
    };
    const env = this.#ports.bindingsOf(life);
    const rejected = await life
      .live(() => consumeWith(this.#tasks, batch as never, env as never))
      .then(
        () => false,
        (error: unknown) => {
          this.#ports.wrong(`${life.name} rejected: ${String(error)}`);

          return true;
        },
      );
    const again = messages.flatMap((message): [QueuedMessage, number][] => {
      const verdict = verdicts.get(message.id) ?? (rejected ? {} : "ack");

      return verdict === "ack" ? [] : [[message, 1000 * (verdict.delaySeconds ?? 0)]];
    });

    return { again: new Map(again) };
  }

  /** The first word on a message counts. */
  #delivered(
    { id, body, timestamp, attempts }: QueuedMessage,
    verdicts: Verdicts,
    life: Life,
  ): Delivered {
    const say = (verdict: Verdict): void => {
      life.step(`says what becomes of ${id}`);

      if (verdict === "ack" && !life.isOver && !verdicts.has(id)) {
        this.#ports.acknowledged(life, body);
      }

      verdicts.set(id, verdicts.get(id) ?? verdict);
    };

    return {
      id,
      body: messageRead(structuredClone(body), life.release),
      timestamp,
      attempts,
      ack: () => say("ack"),
      retry: (options = {}) => {
        // To the backend a delivery that ended so may have been one that died.
        this.#ports.lostWorker(body);
        say(options);
      },
    };
  }
}
