/**
 * The way out to the queues. Nodes that became ready wait here until a queue took their message; then the shard is told.
 *
 * Up to 100 messages and 256 KB a call, 6 calls side by side (the platform's limits). What a queue refuses stays ready in the shard's state and is
 * offered again a little later; what is lost with the object is found ready again when the next one loads.
 * https://developers.cloudflare.com/queues/platform/limits/
 */
import { callBytes, callOf, planNodeAt } from "../shared/engine/call.ts";
import { isFinal, nodeAt } from "../shared/engine/run.ts";
import { readInline } from "../shared/engine/values.ts";
import {
  INLINE_ARGUMENT_BYTES,
  MESSAGE_VERSION,
  type TaskMessage,
} from "../shared/wire/message.ts";
import type { KeptRun } from "./kept-run.ts";

const BATCH_MESSAGES = 100;
/** 256 KB, less what the platform adds to each message. */
const BATCH_CHARS = 240_000;
const CALLS_SIDE_BY_SIDE = 6;
const RETRY_MS = 1000;

export interface OutboxPorts {
  /** Sends to a queue by name; rejects when the queue did not take all of it. */
  readonly send: (queue: string, messages: readonly TaskMessage[]) => Promise<void>;
  readonly sent: (kept: KeptRun, nodes: readonly number[]) => void;
  /** Runs something after a while; a timer keeps the object in memory. */
  readonly later: (work: () => Promise<void>, ms: number) => void;
}

interface Waiting {
  readonly kept: KeptRun;
  readonly node: number;
}

export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #waiting = new Map<string, Waiting[]>();
  #calls = 0;
  #isScheduled = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  add(kept: KeptRun, nodes: readonly number[]): void {
    for (const node of nodes) {
      const { queue } = planNodeAt(kept.run, node).options;
      const line = this.#waiting.get(queue) ?? [];

      line.push({ kept, node });
      this.#waiting.set(queue, line);
    }

    if (nodes.length > 0) {
      this.#schedule(0);
    }
  }

  /** In a moment of its own, so that what becomes ready in one burst of requests leaves together. */
  #schedule(ms: number): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      this.#ports.later(() => this.#pump(), ms);
    }
  }

  async #pump(): Promise<void> {
    this.#isScheduled = false;
    const calls: Promise<void>[] = [];

    for (const [queue, line] of this.#waiting) {
      while (line.length > 0 && this.#calls < CALLS_SIDE_BY_SIDE) {
        calls.push(this.#send(queue, takeBatch(line)));
      }

      if (line.length === 0) {
        this.#waiting.delete(queue);
      }
    }

    await Promise.all(calls);
  }

  async #send(
    queue: string,
    batch: readonly (Waiting & { readonly message: TaskMessage })[],
  ): Promise<void> {
    if (batch.length === 0) {
      return;
    }

    this.#calls += 1;

    try {
      await this.#ports.send(
        queue,
        batch.map(({ message }) => message),
      );
      this.#calls -= 1;

      for (const [kept, taken] of Map.groupBy(batch, ({ kept: owner }) => owner)) {
        this.#ports.sent(
          kept,
          taken.map(({ node }) => node),
        );
      }

      if (this.#waiting.size > 0) {
        this.#schedule(0);
      }
    } catch {
      // The queue is overloaded or away: whatever the reason, the tasks are still ready and are offered again.
      this.#calls -= 1;
      this.#waiting.set(queue, [...batch, ...(this.#waiting.get(queue) ?? [])]);
      this.#schedule(RETRY_MS);
    }
  }
}

/** As many as fit into one call, off the front; what became final while it waited is dropped. */
function takeBatch(line: Waiting[]): (Waiting & { readonly message: TaskMessage })[] {
  const batch: (Waiting & { readonly message: TaskMessage })[] = [];
  let chars = 0;
  let taken = 0;

  for (const waiting of line) {
    const message = isFinal(nodeAt(waiting.kept.run, waiting.node).status)
      ? null
      : messageOf(waiting);
    const length = message === null ? 0 : JSON.stringify(message).length;

    if (batch.length === BATCH_MESSAGES || (batch.length > 0 && chars + length > BATCH_CHARS)) {
      break;
    }

    if (message !== null) {
      batch.push({ ...waiting, message });
      chars += length;
    }

    taken += 1;
  }

  line.splice(0, taken);

  return batch;
}

function messageOf({ kept: { run }, node }: Waiting): TaskMessage {
  return {
    v: MESSAGE_VERSION,
    run: run.id,
    node,
    attempt: nodeAt(run, node).attempt,
    task: planNodeAt(run, node).task,
    // Values in packs are larger than what fits, so what fits is inline.
    call: callBytes(run, node) <= INLINE_ARGUMENT_BYTES ? callOf(run, node, readInline) : null,
  };
}
