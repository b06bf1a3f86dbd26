/**
 * The platform around one `ResultBackend`, in Node's memory: SQLite, one alarm, the queues. It counts what would be billed, the rows of
 * alarms included, which a run's own meter cannot see.
 */
import type { Usage } from "../../../shared/engine/price.ts";
import type { AdmitReply } from "../../../shared/wire/gate.ts";
import type { TaskMessage } from "../../../shared/wire/message.ts";
import { MemorySql } from "../../support/platform/sqlite.ts";

/** One message is written, read and deleted. */
const OPERATIONS_PER_MESSAGE = 3;

export class Platform {
  readonly #sql = new MemorySql();
  /** No queue has a limit: a shard asks once, and is told so. */
  readonly #gate = {
    admit: async (): Promise<AdmitReply> => ({
      taken: false,
      known: { version: 0, isLimited: false, tasks: [] },
    }),
  };
  #messages = 0;
  #alarmsSet = 0;
  /** Sent, and not delivered yet. */
  waiting: TaskMessage[] = [];
  alarmAt: number | null = null;
  /** Calls and alarms that reached the object; whoever makes them counts them. */
  requests = 0;

  get usage(): Usage {
    return {
      queueOperations: this.#messages * OPERATIONS_PER_MESSAGE,
      requests: this.requests,
      rowsWritten: this.#sql.rowsWritten + this.#alarmsSet,
      rowsRead: this.#sql.rowsRead,
    };
  }

  /** What the object gets as `ctx`. */
  get context(): object {
    return {
      storage: {
        sql: this.#sql,
        transactionSync: (write: () => void): void => this.#sql.transaction(write),
        getAlarm: async (): Promise<number | null> => this.alarmAt,
        setAlarm: async (at: number): Promise<void> => {
          this.alarmAt = at;
          this.#alarmsSet += 1;
        },
      },
      blockConcurrencyWhile: (work: () => Promise<unknown>): Promise<unknown> => work(),
      getWebSockets: (): readonly unknown[] => [],
      setWebSocketAutoResponse(): void {},
      abort(reason: string): never {
        throw new Error(`The object ended itself: ${reason}`);
      },
    };
  }

  /** What it gets as `env`. */
  get bindings(): object {
    return {
      QUEUE_DEFAULT: {
        sendBatch: async (messages: readonly { readonly body: TaskMessage }[]): Promise<void> => {
          this.waiting.push(...messages.map(({ body }) => body));
          this.#messages += messages.length;
        },
        metrics: async (): Promise<object> => ({ backlogCount: this.waiting.length }),
      },
      QUEUE_GATE: { getByName: (): object => this.#gate },
    };
  }
}
