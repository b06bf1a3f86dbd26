/**
 * What of an object outlives its memory: its SQLite and its alarm. A life of the object writes through a door that closes when the life
 * is over; it may end inside a write, of which nothing is then kept, or after one, which then is.
 *
 * Only the end of a whole write can be the end of a life: what is written in one transaction is kept whole or not at all.
 */
import type { SqlValue } from "../../../durable/sql.ts";
import { MemorySql, type Cursor } from "../../support/platform/sqlite.ts";
import { requireRowFits } from "../../support/row-limit.ts";
import { InjectedFault } from "./injected-fault.ts";
import type { Life } from "./life.ts";
import { textRead, textWritten } from "./releases.ts";
import type { WorldPorts } from "./world-ports.ts";

const NOTHING: Cursor = { rowsRead: 0, rowsWritten: 0, toArray: () => [] };

type DiskPorts = Pick<WorldPorts, "dice"> & { readonly alarmSet: () => void };

export class Disk {
  readonly #name: string;
  readonly #ports: DiskPorts;
  readonly sql = new MemorySql();
  alarmAt: number | null = null;
  /** Every entry of the log, in the order they were written. */
  readonly logged: string[] = [];

  constructor(name: string, ports: DiskPorts) {
    this.#name = name;
    this.#ports = ports;
  }

  /** `ctx.storage` of one life. */
  storageFor(life: Life): object {
    const door = new Door(this, life);

    return {
      sql: { exec: (query: string, ...values: SqlValue[]) => door.exec(query, values) },
      transactionSync: <Result>(write: () => Result): Result => door.transaction(write),
      getAlarm: () => life.await(Promise.resolve(this.alarmAt)),
      setAlarm: (at: number) => {
        if (!life.isOver) {
          this.alarmAt = at;
          this.#ports.alarmSet();
        }

        return life.await(Promise.resolve());
      },
    };
  }

  /** How a whole write ends. */
  fate(): "kept" | "dies inside" | "dies after" | "refused" {
    const { dice } = this.#ports;

    if (dice.happens("write refused", this.#name)) {
      return "refused";
    }

    if (dice.happens("object dies inside a write", this.#name)) {
      return "dies inside";
    }

    return dice.happens("object dies after a write", this.#name) ? "dies after" : "kept";
  }
}

class Door {
  readonly #disk: Disk;
  readonly #life: Life;
  #isInside = false;

  constructor(disk: Disk, life: Life) {
    this.#disk = disk;
    this.#life = life;
  }

  exec(query: string, values: readonly SqlValue[]): Cursor {
    requireRowFits(values);

    const isQuery = /^\s*(select|create)/i.test(query);

    if (this.#life.isOver && !isQuery) {
      return NOTHING;
    }

    return this.#isInside || isQuery
      ? this.#write(query, values)
      : this.transaction(() => this.#write(query, values));
  }

  transaction<Result>(write: () => Result): Result {
    const { sql, logged } = this.#disk;

    if (this.#life.isOver || this.#isInside) {
      return sql.transaction(write);
    }

    const before = logged.length;
    const fate = this.#disk.fate();

    this.#isInside = true;
    sql.begin();

    try {
      const result = write();

      if (fate === "refused") {
        throw new InjectedFault("SQLITE_FULL: the simulation refused this write");
      }

      this.#end(fate !== "dies inside", before);

      if (fate !== "kept") {
        this.#life.end();
      }

      return result;
    } catch (error) {
      this.#end(false, before);
      throw error;
    }
  }

  #end(isKept: boolean, loggedBefore: number): void {
    this.#isInside = false;

    if (isKept) {
      this.#disk.sql.commit();
    } else {
      this.#disk.sql.rollback();
      this.#disk.logged.length = loggedBefore;
    }
  }

  #write(query: string, values: readonly SqlValue[]): Cursor {
    const { release } = this.#life;

    if (/into log\b/.test(query)) {
      this.#disk.logged.push(...values.slice(-1).filter((value) => typeof value === "string"));
    }

    const cursor = this.#disk.sql.exec(
      query,
      ...values.map((value) =>
        value instanceof ArrayBuffer ? new Uint8Array(value) : textWritten(value, release),
      ),
    );

    return {
      ...cursor,
      toArray: () =>
        cursor
          .toArray()
          .map((row) =>
            Object.fromEntries(
              Object.entries(row).map(([column, value]) => [column, textRead(value, release)]),
            ),
          ),
    };
  }
}
