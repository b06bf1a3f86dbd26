import { describe, expect, it } from "vitest";

import { Archive } from "../../durable/archive.ts";
import type { KeptRun } from "../../durable/kept-run.ts";
import { readCheckpoint } from "../../durable/meta-store.ts";
import { createTables } from "../../durable/schema.ts";
import type { Sql } from "../../durable/sql.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { group, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, started, succeed } from "./kept.ts";

/** A canvas and a lone task, open and final ones of each. */
function four(sql: Sql): {
  readonly archive: Archive;
  readonly all: KeptRun[];
  readonly open: KeptRun[];
} {
  const archive = new Archive(sql);
  const all = [group(s("echo")), group(s("echo")), s("echo"), s("echo")].map((canvas) =>
    started(canvas),
  );
  const open = all.filter((_, index) => index % 2 === 0);

  all
    .filter(({ isBucketed }) => !isBucketed)
    .forEach((kept) => archive.runs.insert(kept, encodePlan(kept.run.plan)));
  all.filter((kept) => !open.includes(kept)).forEach((kept) => succeed(kept, 0));

  return { archive, all, open };
}

describe("a checkpoint", () => {
  it("is what the next object starts from: how far it reaches, and the runs that were not final", () =>
    withSql((sql) => {
      const { archive, all, open } = four(sql);

      archive.checkpoint(all, { seq: 17, at: 1000, now: NOW });

      const { seq, kept } = new Archive(sql).open();

      expect(seq).toBe(17);
      expect(kept.map(({ run }) => run)).toEqual(open.map(({ run }) => run));

      for (const { run } of all) {
        expect(new Archive(sql).find(run.id)?.run).toEqual(run);
      }
    }));

  it("of a new shard reaches nowhere", () =>
    withSql((sql) => {
      expect(new Archive(sql).open()).toEqual({ seq: 0, at: 0, kept: [] });
    }));

  it("writes nothing again that did not change", () =>
    withSql((sql) => {
      const { archive, all } = four(sql);

      archive.checkpoint(all, { seq: 17, at: 1000, now: NOW });
      expect(all.some(({ isDirty }) => isDirty)).toBe(false);

      const before = sql.usage.rowsWritten;

      archive.checkpoint(all, { seq: 18, at: 1000, now: NOW });
      // The checkpoint itself.
      expect(sql.usage.rowsWritten - before).toBe(1);
    }));

  it("that fails is not half written, and is whole the next time", () =>
    withSql((sql) => {
      const { archive, all } = four(sql);

      sql.all("drop table meta");
      expect(() => archive.checkpoint(all, { seq: 17, at: 1000, now: NOW })).toThrow("meta");
      expect(all.every(({ isDirty }) => isDirty)).toBe(true);
      expect(sql.all("select * from lone")).toEqual([]);

      createTables(sql);
      archive.checkpoint(all, { seq: 17, at: 1000, now: NOW });

      for (const { run } of all) {
        expect(new Archive(sql).find(run.id)?.run).toEqual(run);
      }
    }));

  it("that newer code wrote is refused, not misread", () =>
    withSql((sql) => {
      const { archive, all } = four(sql);

      archive.checkpoint(all, { seq: 17, at: 1000, now: NOW });
      sql.all("update meta set body = replace(body, '\"v\":1', '\"v\":2')");

      expect(() => readCheckpoint(sql)).toThrow("expected 1");
    }));
});

describe("a run that is removed", () => {
  it("leaves no row behind, and takes no other with it", () =>
    withSql((sql) => {
      const { archive, all } = four(sql);

      for (const { run } of all) {
        archive.packs.write(run.id, archive.packs.plan(run.id, ["x".repeat(2000)], []));
      }

      archive.checkpoint(all, { seq: 17, at: 1000, now: NOW });

      const [first, second, third, fourth] = all;

      for (const kept of [first, third]) {
        if (kept !== undefined) {
          archive.remove(kept);
        }
      }

      expect([first, third].map((kept) => archive.find(kept?.run.id ?? ""))).toEqual([
        undefined,
        undefined,
      ]);
      expect([second, fourth].map((kept) => archive.find(kept?.run.id ?? "")?.run.id)).toEqual([
        second?.run.id,
        fourth?.run.id,
      ]);
      expect(
        sql.all("select distinct owner from pack order by owner").map(({ owner }) => owner),
      ).toEqual([second?.run.id, fourth?.run.id]);
    }));
});
