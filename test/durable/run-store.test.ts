import { describe, expect, it } from "vitest";

import { type KeptRun, NODES_PER_PART } from "../../durable/kept-run.ts";
import { RunStore } from "../../durable/run-store.ts";
import type { Sql } from "../../durable/sql.ts";
import { cutError } from "../../shared/engine/errors.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { chain, group, s } from "../reference/signatures.ts";
import { planFrom } from "../support/hand-run.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, fail, retry, started, submitted, succeed } from "./kept.ts";

function times(count: number): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s("echo"));
}

function insert(sql: Sql, kept: KeptRun): void {
  new RunStore(sql).insert(kept, encodePlan(kept.run.plan));
}

/** As a checkpoint does. */
function write(sql: Sql, kept: KeptRun): void {
  new RunStore(sql).write(kept);
  kept.dirtyParts.clear();
}

describe("a run with rows of its own", () => {
  it("is as it was submitted before anything of its state is written: the log starts it", () =>
    withSql((sql) => {
      const kept = submitted(planFrom(group(...times(3))));

      insert(sql, kept);

      expect(new RunStore(sql).load(kept.run.id)?.run).toEqual(kept.run);
      expect(new RunStore(sql).load("no such run")).toBeUndefined();
    }));

  it("is read back as it was written, in however many parts", () =>
    withSql((sql) => {
      const kept = started(chain(group(...times(2 * NODES_PER_PART + 10)), s("xsum")));

      insert(sql, kept);
      kept.run.nodes.keys().forEach((node) => {
        if (node % 7 < 5) {
          succeed(kept, node);
        }
      });
      Object.assign(kept.meter, { queueOperations: 3, requests: 0.5, rowsWritten: 2, rowsRead: 1 });
      write(sql, kept);

      const loaded = new RunStore(sql).load(kept.run.id);

      expect(loaded?.run).toEqual(kept.run);
      expect(loaded?.meter).toEqual(kept.meter);
      expect(loaded?.isBucketed).toBe(false);
    }));

  it("of no task at all is final after a load too", () =>
    withSql((sql) => {
      const kept = started(group());

      insert(sql, kept);

      expect(new RunStore(sql).load(kept.run.id)?.run).toEqual(kept.run);
      expect(kept.run.finishedAt).toBe(NOW);
    }));

  it("writes only the parts that changed", () =>
    withSql((sql) => {
      const kept = started(group(...times(3 * NODES_PER_PART)));

      insert(sql, kept);
      write(sql, kept);
      succeed(kept, NODES_PER_PART + 1);

      const before = sql.usage.rowsWritten;

      write(sql, kept);

      expect(sql.usage.rowsWritten - before).toBe(2);
    }));

  it("fits into rows, however much its tasks have to say", () =>
    withSql((sql) => {
      const kept = started(group(...times(NODES_PER_PART + 100)));
      const text = "\u0000".repeat(10_000);
      const error = cutError({ type: "ValueError", message: text, traceback: text });

      insert(sql, kept);
      write(sql, kept);
      kept.run.nodes.keys().forEach((node) => fail(kept, node, error.message, error.traceback));
      write(sql, kept);

      expect(new RunStore(sql).load(kept.run.id)?.run.nodes).toEqual(kept.run.nodes);
    }));

  it("takes no more rows than it needs, and is not mixed up with what it had to say before", () =>
    withSql((sql) => {
      const kept = started(group(...times(NODES_PER_PART + 1)));
      const rows = (): unknown => sql.all("select count(*) as rows from state")[0]?.["rows"];

      insert(sql, kept);
      kept.run.nodes.keys().forEach((node) => retry(kept, node, "\u0000".repeat(500)));
      write(sql, kept);
      expect(rows()).toBe(3);

      kept.run.nodes.keys().forEach((node) => succeed(kept, node));
      write(sql, kept);
      expect(rows()).toBe(2);
      expect(new RunStore(sql).load(kept.run.id)?.run).toEqual(kept.run);
    }));

  it("is gone when it is removed, and no other is", () =>
    withSql((sql) => {
      const runs = [started(group(...times(3))), started(group(...times(3)))];
      const [first, second] = runs;

      for (const kept of runs) {
        insert(sql, kept);
        write(sql, kept);
      }

      new RunStore(sql).remove(first?.run.id ?? "");

      for (const table of ["plan", "state"]) {
        expect(sql.all(`select run from ${table}`)).toEqual([{ run: second?.run.id }]);
      }

      expect(new RunStore(sql).load(first?.run.id ?? "")).toBeUndefined();
      expect(new RunStore(sql).load(second?.run.id ?? "")?.run).toEqual(second?.run);
    }));
});

describe("a list of runs", () => {
  it("is of those older than an id, newest first", () =>
    withSql((sql) => {
      const ids = Array.from({ length: 5 }, (_, index) => {
        const kept = started(group(s("echo")), NOW + index);

        insert(sql, kept);

        return kept.run.id;
      });
      const before = ids[4] ?? "";

      expect(new RunStore(sql).list(before, 3).map(({ id }) => id)).toEqual(
        ids.slice(1, 4).toReversed(),
      );
    }));
});
