/**
 * The way out to the queues and to their gates. Nodes that became ready wait here, in a line for each, until it took their message; then the
 * shard is told.
 *
 * Up to 100 messages and 256 KB a call, 6 calls side by side (the platform's limits), the queues taking turns, so that none waits behind
 * another's backlog. What a queue refuses stays ready in the shard's state and is offered to it again a little later; what is lost with
 * the object is found ready again when the next one loads.
 * https://developers.cloudflare.com/queues/platform/limits/
 */
import { callBytes, planNodeAt } from "../shared/engine/call.ts";
import { queueOfNode } from "../shared/engine/decide-delivery.ts";
import { SENDABLE } from "../shared/engine/decide.ts";
import { nodeAt } from "../shared/engine/run.ts";
import { utf8Bytes } from "../shared/engine/values.ts";
import {
  INLINE_ARGUMENT_BYTES,
  MESSAGE_VERSION,
  type TaskMessage,
} from "../shared/wire/message.ts";
import type { KeptRun } from "./kept-run.ts";

const BATCH_MESSAGES = 100;
const BATCH_BYTES = 256_000;
/** What the platform adds to each message. */
const MESSAGE_OVERHEAD_BYTES = 100;
const SMALL_CALL_CHARS = 200;
/** A message without its call: ids, the name of its task, and what the platform adds. */
const ENVELOPE_BYTES = 800;
const CALLS_SIDE_BY_SIDE = 6;
const RETRY_MS = 1000;

export interface OutboxPorts {
  /** Sends to a queue by name; rejects when the queue did not take all of it. */
  readonly send: (queue: string, messages: readonly TaskMessage[]) => Promise<void>;
  readonly sent: (kept: KeptRun, nodes: readonly number[]) => void;
  /** A node goes to the gate of its queue. */
  readonly isGated: (kept: KeptRun, node: number, queue: string) => boolean;
  /** Hands over to a gate; false: it took none, and `isGated` answers anew. Rejects when it cannot be reached. */
  readonly admit: (queue: string, batch: readonly Sendable[]) => Promise<boolean>;
  readonly gated: (kept: KeptRun, nodes: readonly number[]) => void;
  /** The call of a node as JSON text. */
  readonly callText: (kept: KeptRun, node: number) => string;
  /** Runs something after a while; a timer keeps the object in memory. */
  readonly later: (work: () => void, ms: number) => void;
  readonly failed: (what: string, error: unknown) => void;
}

interface Waiting {
  readonly kept: KeptRun;
  readonly node: number;
}

/** What waits for one queue, or for its gate. */
interface Line {
  readonly queue: string;
  readonly isGated: boolean;
  waiting: Waiting[];
  /** It refused a batch and is left alone for a while. */
  isResting: boolean;
}

export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #lines = new Map<string, Line>();
  #calls = 0;
  #isScheduled = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  add(kept: KeptRun, nodes: readonly number[]): void {
    for (const node of nodes) {
      this.#lineOf(kept, node).waiting.push({ kept, node });
    }

    if (nodes.length > 0) {
      this.#schedule();
    }
  }

  /** In a moment of its own, so that what becomes ready in one burst of requests leaves together. */
  #schedule(): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      this.#ports.later(() => {
        this.#isScheduled = false;
        this.#pump();
      }, 0);
    }
  }

  /** One call for each queue in turn, while there are calls to be had. */
  #pump(): void {
    let turn = this.#waitingLines();

    while (turn.length > 0 && this.#calls < CALLS_SIDE_BY_SIDE) {
      for (const line of turn.slice(0, CALLS_SIDE_BY_SIDE - this.#calls)) {
        void this.#send(line);
      }

      turn = this.#waitingLines();
    }
  }

  async #send(line: Line): Promise<void> {
    const batch = this.#takeBatch(line);

    if (batch.length === 0) {
      return;
    }

    this.#calls += 1;

    const answer = await this.#offer(line, batch);

    this.#calls -= 1;

    if (answer === "taken") {
      this.#tell(line, batch);
    } else if (answer === "not limited") {
      this.#sortAnew(line, batch);
    } else {
      line.waiting = [...batch, ...line.waiting];
      this.#rest(line);
    }

    this.#schedule();
  }

  /** Other limits hold than were known: for all that stands in the line, or it would be asked about batch by batch. */
  #sortAnew(line: Line, batch: readonly Waiting[]): void {
    const waiting = [...batch, ...line.waiting];

    line.waiting = [];
    waiting.forEach(({ kept, node }) => this.#lineOf(kept, node).waiting.push({ kept, node }));
  }

  async #offer(
    { queue, isGated }: Line,
    batch: readonly Sendable[],
  ): Promise<"taken" | "not limited" | "refused"> {
    const { admit, send, failed } = this.#ports;

    try {
      if (isGated) {
        return (await admit(queue, batch)) ? "taken" : "not limited";
      }

      await send(
        queue,
        batch.map(({ message }) => message),
      );

      return "taken";
    } catch (error) {
      const what = isGated ? "The gate of queue" : "Queue";

      failed(`${what} ${queue} did not take ${batch.length} messages`, error);

      return "refused";
    }
  }

  #tell({ isGated }: Line, batch: readonly Sendable[]): void {
    for (const [kept, taken] of Map.groupBy(batch, ({ kept: owner }) => owner)) {
      const nodes = taken.map(({ node }) => node);

      if (isGated) {
        this.#ports.gated(kept, nodes);
      } else {
        this.#ports.sent(kept, nodes);
      }
    }
  }

  #rest(line: Line): void {
    line.isResting = true;
    this.#ports.later(() => {
      line.isResting = false;
      this.#pump();
    }, RETRY_MS);
  }

  /** As many as fit into one call, off the front; what became final while it waited, or waits for its time again, is dropped. */
  #takeBatch(line: Line): Sendable[] {
    const batch: Sendable[] = [];
    let bytes = 0;
    let taken = 0;

    for (const waiting of line.waiting) {
      const message = this.#messageOf(waiting);
      const size = message === null ? 0 : sizeOf(message);

      if (batch.length === BATCH_MESSAGES || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
        break;
      }

      if (message !== null) {
        batch.push({ ...waiting, message });
        bytes += size;
      }

      taken += 1;
    }

    line.waiting.splice(0, taken);

    return batch;
  }

  /** null: it is not to be sent any more. */
  #messageOf({ kept, node }: Waiting): TaskMessage | null {
    const { run } = kept;
    const { status, attempt } = nodeAt(run, node);

    if (!SENDABLE.has(status)) {
      return null;
    }

    return {
      v: MESSAGE_VERSION,
      run: run.id,
      node,
      attempt,
      task: planNodeAt(run, node).task,
      call: this.#inlineCall(kept, node),
    };
  }

  /** null: the claim is asked for it. So it is when it cannot be read now: others must not wait behind it. */
  #inlineCall(kept: KeptRun, node: number): string | null {
    if (callBytes(kept.run, node) > INLINE_ARGUMENT_BYTES) {
      return null;
    }

    try {
      return this.#ports.callText(kept, node);
    } catch (error) {
      this.#ports.failed(`The call of node ${node} of run ${kept.run.id} cannot be read`, error);

      return null;
    }
  }

  #waitingLines(): readonly Line[] {
    return [...this.#lines.values()].filter(
      ({ waiting, isResting }) => waiting.length > 0 && !isResting,
    );
  }

  #lineOf(kept: KeptRun, node: number): Line {
    const queue = queueOfNode(kept.run, node);
    const isGated = this.#ports.isGated(kept, node, queue);
    const name = isGated ? `gate of ${queue}` : queue;
    const line = this.#lines.get(name) ?? { queue, isGated, waiting: [], isResting: false };

    this.#lines.set(name, line);

    return line;
  }
}

export type Sendable = Waiting & { readonly message: TaskMessage };

/** At most. Small calls, which are most, are not written out to be measured: escaping makes a character six at the most. */
function sizeOf(message: TaskMessage): number {
  const { call } = message;

  return call === null || call.length <= SMALL_CALL_CHARS
    ? ENVELOPE_BYTES + 6 * (call?.length ?? 0)
    : utf8Bytes(JSON.stringify(message)) + MESSAGE_OVERHEAD_BYTES;
}
