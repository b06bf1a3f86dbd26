import { describe, expect, it } from "vitest";

import { RingLog } from "../../durable/ring-log.ts";
import type { DeltaRow } from "../../shared/engine/codec.ts";
import { withSql } from "./fresh-sql.ts";

const SLOTS = 2048;

function delta(text: string): DeltaRow {
  return ["run", 1, [["ok", 0, 1, text]]];
}

/** The values in the rows that a new object would read. */
function replayed(log: RingLog): unknown[] {
  return [...log.replay()].flatMap(({ deltas }) =>
    deltas.flatMap(([, , facts]) => facts.map((fact) => fact[3])),
  );
}

describe("the log", () => {
  it("replays only what is newer than the checkpoint, oldest first, though it went round several times", () =>
    withSql((sql) => {
      const log = new RingLog(sql, 0);
      let checkpoint = 0;

      for (let row = 1; row <= 3 * SLOTS + 100; row += 1) {
        expect(log.append([], [delta(String(row))])).toBe(row);

        if (log.isFull) {
          log.checkpointed();
          checkpoint = log.seq;
        }
      }

      const expected = Array.from({ length: log.seq - checkpoint }, (_, index) =>
        String(checkpoint + index + 1),
      );

      expect(replayed(new RingLog(sql, checkpoint))).toEqual(expected);
      expect(sql.all("select count(*) as rows from log")).toEqual([{ rows: SLOTS }]);
    }));

  it("asks for a checkpoint when half of it is used, and takes no more work rather than overwrite what none holds", () =>
    withSql((sql) => {
      const log = new RingLog(sql, 0);

      for (let row = 1; row <= SLOTS; row += 1) {
        expect(log.isFull).toBe(row > SLOTS / 2);
        log.append([], [delta(String(row))]);
      }

      expect(() => log.append([], [delta("one more")])).toThrow("The log is full");
      expect(replayed(new RingLog(sql, 0))).toHaveLength(SLOTS);
      log.checkpointed();
      expect(log.append([], [delta("one more")])).toBe(SLOTS + 1);
    }));

  it("asks for a checkpoint after 4 MB, in however few rows", () =>
    withSql((sql) => {
      const log = new RingLog(sql, 0);

      for (let row = 0; row < 7; row += 1) {
        log.append([], [delta("x".repeat(550_000))]);
        expect(log.isFull).toBe(false);
      }

      log.append([], [delta("x".repeat(550_000))]);
      expect(log.isFull).toBe(true);

      const loaded = new RingLog(sql, 0);

      expect(replayed(loaded)).toHaveLength(8);
      expect(loaded.isFull).toBe(true);
      loaded.checkpointed();
      expect(loaded.isFull).toBe(false);
      expect(loaded.isDirty).toBe(false);
    }));

  it("goes on after what it replayed", () =>
    withSql((sql) => {
      const log = new RingLog(sql, 0);

      log.append([["lone", "a name", ["{}"]]], []);
      log.append([], [delta("a")], [["run", 1, 2, 3, 4]]);

      const loaded = new RingLog(sql, 0);

      expect([...loaded.replay()]).toEqual([
        { seq: 1, lones: [["lone", "a name", ["{}"]]], deltas: [], costs: [] },
        { seq: 2, lones: [], deltas: [delta("a")], costs: [["run", 1, 2, 3, 4]] },
      ]);
      expect(loaded.append([], [delta("b")])).toBe(3);
      expect(replayed(new RingLog(sql, 1))).toEqual(["a", "b"]);
    }));

  it("refuses rows of a version that it does not know", () =>
    withSql((sql) => {
      new RingLog(sql, 0).append([], [delta("a")]);
      sql.all("update log set entry = replace(entry, '\"v\":1', '\"v\":2')");

      expect(() => replayed(new RingLog(sql, 0))).toThrow("expected 1");
    }));
});
