/**
 * What holds a queue's tasks back until they may run. Free of the platform but for SQL, so it is tested by killing it after each write.
 *
 *   admit -> a row, in the line -> its turn -> (it is counted: written as running) -> its queue -> (else: forgotten)
 *                                                         |
 *                                                         +--> leave: the shard says that it is over
 *
 * A task is let through before it is sent and forgotten after: whoever dies in between sends it again when somebody next asks for
 * something, and its claim is refused. One that is counted is written as running before it is sent, or a limit could be exceeded; should
 * it not have been sent, its shard finds out (`has`: it is not in the line) and sends it itself. A slot whose task nobody reported is
 * given back when its shard, asked every five minutes, does not know of it (`GateSlots`).
 */
import { GateLine, isCounted } from "../shared/policy/gate-line.ts";
import type { AdmitReply, AdmitRequest, GatedTask, HeldCounts } from "../shared/wire/gate.ts";
import type { TaskMessage } from "../shared/wire/message.ts";
import { idOf, waitingOf } from "./gate-item.ts";
import { knownOf, lineLimitsOf } from "./gate-limits.ts";
import type { GateRow, GateStore, StoredLimits } from "./gate-store.ts";

/** Half of what one call to a queue may hold: none is too large for it. */
const BATCH_MESSAGES = 50;
const CALLS_SIDE_BY_SIDE = 6;
const RETRY_MS = 1000;

/** What is due sooner is waited for by a timer, which is exact and costs nothing. */
const TIMER_MS = 10_000;

/** A timer goes with the object: so long after it was to go off, the alarm makes good for it. */
const BACKSTOP_MS = 5000;

/** A slot is looked after when it is so old. */
export const SLOT_CHECK_MS = 5 * 60_000;

export interface GatePorts {
  readonly store: GateStore;
  readonly now: () => number;
  /** Rejects when the queue did not take all of it. */
  readonly send: (messages: readonly TaskMessage[]) => Promise<void>;
  readonly later: (work: () => void, ms: number) => void;
  readonly arm: (at: number) => void;
  readonly failed: (what: string, error: unknown) => void;
  /** Memory can no longer be trusted. */
  readonly abort: (error: unknown) => void;
}

export class Gate {
  readonly #ports: GatePorts;
  readonly #line: GateLine;
  /** All that is in the line, under way, or running, by its id. */
  readonly #rows = new Map<string, GateRow>();
  #limits: StoredLimits;
  #calls = 0;
  #timerAt = Number.POSITIVE_INFINITY;
  #isResting = false;
  #isOver = false;

  constructor(ports: GatePorts) {
    const { store, now } = ports;

    this.#ports = ports;
    this.#limits = store.limits();
    this.#line = new GateLine(now(), store.tokens());

    for (const row of store.rows()) {
      this.#keep(row);
    }
  }

  get limits(): StoredLimits {
    return this.#limits;
  }

  /** Since when each task runs that is counted. */
  get slots(): readonly GateRow[] {
    return [...this.#rows.values()].filter(({ released }) => released > 0);
  }

  change(limits: StoredLimits): void {
    this.#ports.store.writeLimits(limits, this.#line.tokens);
    this.#limits = limits;
    this.pump();
  }

  admit({ version, items }: AdmitRequest): AdmitReply {
    const known = knownOf(this.#limits);

    if (version !== known.version) {
      return { taken: false, known };
    }

    const fresh = new Map(
      items
        .filter(({ message }) => !this.#rows.has(idOf(message)))
        .map((item) => [idOf(item.message), [waitingOf(item), item.message] as const]),
    );

    if (fresh.size > 0) {
      this.#ports.store.add([...fresh.values()]).forEach((row) => this.#keep(row));
    }

    this.#ports.later(() => this.pump(), 0);

    return { taken: true, known };
  }

  leave(tasks: readonly GatedTask[]): void {
    const rows = tasks.flatMap((task) => this.#rows.get(idOf(task)) ?? []);

    this.#ports.store.remove(rows);

    for (const { waiting } of rows) {
      this.#rows.delete(waiting.id);
      this.#line.remove(waiting.id);
    }

    this.#ports.later(() => this.pump(), 0);
  }

  get held(): HeldCounts {
    return this.#line.held(lineLimitsOf(this.#limits), this.#ports.now());
  }

  has(tasks: readonly GatedTask[]): readonly boolean[] {
    return tasks.map((task) => this.#line.has(idOf(task)));
  }

  /** Lets go whoever may, and sees to it that somebody looks when the next may. */
  pump(): void {
    const at = this.#ports.now();

    if (this.#isOver) {
      return;
    }

    try {
      while (this.#calls < CALLS_SIDE_BY_SIDE && !this.#isResting) {
        const batch = this.#takeBatch(at);

        if (batch.length === 0) {
          break;
        }

        void this.#send(batch, this.#messagesOf(batch, at));
      }

      this.#armNext(at);
    } catch (error) {
      this.#abort(error);
    }
  }

  #takeBatch(at: number): readonly GateRow[] {
    const limits = lineLimitsOf(this.#limits);
    const batch: GateRow[] = [];

    while (batch.length < BATCH_MESSAGES) {
      const next = this.#line.take(limits, at);
      const row = next === undefined ? undefined : this.#rows.get(next.id);

      if (row === undefined) {
        break;
      }

      batch.push(isCounted(row.waiting, limits) ? { ...row, released: at } : row);
    }

    this.#write(batch, at);

    return batch;
  }

  /** Before anything of it is sent. What is not written is sure to be in the line after a restart, and to wait for a new token. */
  #write(batch: readonly GateRow[], at: number): void {
    const counted = batch.filter(({ released }) => released > 0);
    const tokens = this.#line.takeSpent();

    if (counted.length > 0 || tokens.length > 0) {
      this.#ports.store.release(counted, at, tokens);
    }

    for (const row of counted) {
      this.#rows.set(row.waiting.id, row);
      this.#ports.arm(at + SLOT_CHECK_MS);
    }
  }

  #messagesOf(batch: readonly GateRow[], at: number): readonly TaskMessage[] {
    return batch.map((row) => {
      const released = { at, isCounted: row.released > 0 };

      return Object.assign(this.#ports.store.messageOf(row), { released });
    });
  }

  async #send(batch: readonly GateRow[], messages: readonly TaskMessage[]): Promise<void> {
    const { send, failed } = this.#ports;

    this.#calls += 1;

    const isTaken = await send(messages).then(
      () => true,
      (error: unknown) => {
        failed(`A queue did not take ${batch.length} messages of its gate`, error);

        return false;
      },
    );

    this.#calls -= 1;
    this.#settle(batch, isTaken);
    this.pump();
  }

  /** What is in its queue and not counted is none of the gate's business any more; what was not taken stands in line again. */
  #settle(batch: readonly GateRow[], isTaken: boolean): void {
    const { store, later } = this.#ports;
    const here = batch.filter(({ waiting }) => this.#rows.has(waiting.id));

    try {
      if (isTaken) {
        const over = here.filter(({ released }) => released === 0);

        store.remove(over);
        over.forEach(({ waiting }) => this.#rows.delete(waiting.id));

        return;
      }

      store.release(
        here.filter(({ released }) => released > 0),
        0,
        [],
      );
    } catch (error) {
      this.#abort(error);

      return;
    }

    for (const row of here) {
      this.#line.remove(row.waiting.id);
      this.#keep({ ...row, released: 0 });
    }

    this.#isResting = true;
    later(() => {
      this.#isResting = false;
      this.pump();
    }, RETRY_MS);
  }

  #keep(row: GateRow): void {
    const { waiting, released } = row;

    this.#rows.set(waiting.id, row);

    if (released > 0) {
      this.#line.hold(waiting.id, waiting.key);
    } else {
      this.#line.add(waiting);
    }
  }

  /** What memory holds is not what the disk holds: nothing more is done with it. */
  #abort(error: unknown): void {
    this.#isOver = true;
    this.#ports.abort(error);
  }

  #armNext(now: number): void {
    const nextAt = this.#line.nextAt(lineLimitsOf(this.#limits));
    const { later, arm } = this.#ports;

    if (nextAt === undefined) {
      return;
    }

    const dueAt = Math.ceil(nextAt);

    if (dueAt > now + TIMER_MS) {
      arm(dueAt);

      return;
    }

    arm(now + TIMER_MS + BACKSTOP_MS);

    // What may go now waits for a call to a queue to end.
    if (dueAt > now && dueAt < this.#timerAt) {
      this.#timerAt = dueAt;
      later(() => {
        this.#timerAt = Number.POSITIVE_INFINITY;
        this.pump();
      }, dueAt - now);
    }
  }
}
