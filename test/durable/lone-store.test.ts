import { describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { LoneStore, bucketOf } from "../../durable/lone-store.ts";
import { isFinal, nodeAt } from "../../shared/engine/run.ts";
import { s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, fail, started, succeed } from "./kept.ts";

const BUCKET = bucketOf(started(s("echo")).run.id);

function burst(count: number, signature = s("echo", 1)): KeptRun[] {
  return Array.from({ length: count }, () => started(signature));
}

function idsOf(kept: Iterable<KeptRun>): string[] {
  return Array.from(kept, ({ run }) => run.id);
}

describe("lone tasks of one bucket", () => {
  it("fill a row after 256 of them, so that 600 take three", () =>
    withSql((sql) => {
      const lones = burst(600);

      new LoneStore(sql).write(lones);

      expect(sql.all("select count(*) as rows from lone")).toEqual([{ rows: 3 }]);
      expect(idsOf(new LoneStore(sql).bucket(BUCKET))).toEqual(idsOf(lones).toReversed());
    }));

  it("join those that are there already", () =>
    withSql((sql) => {
      const store = new LoneStore(sql);
      const lones = burst(300);

      lones.forEach((lone) => store.write([lone]));

      expect(sql.all("select count(*) as rows from lone")).toEqual([{ rows: 2 }]);
      expect(idsOf(store.bucket(BUCKET))).toEqual(idsOf(lones).toReversed());
    }));

  it("keep to their rows, as they are now, however often they are written", () =>
    withSql((sql) => {
      const store = new LoneStore(sql);
      const lones = burst(600);

      store.write(lones);
      lones.forEach((lone) => succeed(lone, 0));
      store.write(lones.toReversed());
      store.write(lones.slice(100, 200));

      expect(sql.all("select count(*) as rows from lone")).toEqual([{ rows: 3 }]);
      expect(store.bucket(BUCKET).every(({ run }) => isFinal(nodeAt(run, 0).status))).toBe(true);
      expect(idsOf(store.bucket(BUCKET))).toEqual(idsOf(lones).toReversed());
    }));

  it("fit into rows, however much they have to say", () =>
    withSql((sql) => {
      const store = new LoneStore(sql);
      const lones = burst(256, s("echo", "漢".repeat(1900)));

      store.write(lones);
      lones.forEach((lone) => fail(lone, 0, "漢".repeat(4000), "漢".repeat(4000)));
      store.write(lones);

      expect(idsOf(store.bucket(BUCKET))).toEqual(idsOf(lones).toReversed());
      expect(store.load(lones[200]?.run.id ?? "")?.run.nodes).toEqual(lones[200]?.run.nodes);
    }));
});

describe("a bucket", () => {
  it("may be read from any of its tasks on", () =>
    withSql((sql) => {
      const lones = burst(300);

      new LoneStore(sql).write(lones);

      const before = lones[280]?.run.id ?? "";

      expect(idsOf(new LoneStore(sql).bucket(BUCKET, before))).toEqual(
        idsOf(lones.slice(0, 280)).toReversed(),
      );
    }));

  it("does not remember a write that was undone", () =>
    withSql((sql) => {
      const store = new LoneStore(sql);
      const lones = burst(300);

      expect(() =>
        sql.transaction(() => {
          store.write(lones);
          throw new Error("undone");
        }),
      ).toThrow("undone");
      store.forget();

      expect(store.load(lones[0]?.run.id ?? "")).toBeUndefined();
      store.write(lones.slice(0, 1));
      expect(idsOf(store.bucket(BUCKET))).toEqual(idsOf(lones.slice(0, 1)));
    }));
});

describe("a lone task", () => {
  it("is read back as it was written", () =>
    withSql((sql) => {
      const [open = started(s("echo")), done = open] = burst(2);

      succeed(done, 0, { pack: 3, offset: 5, bytes: 2000 });
      Object.assign(done.meter, { queueOperations: 3, requests: 0.5, rowsWritten: 2, rowsRead: 1 });
      new LoneStore(sql).write([open, done]);

      for (const kept of [open, done]) {
        const loaded = new LoneStore(sql).load(kept.run.id);

        expect(loaded?.run).toEqual(kept.run);
        expect(loaded?.meter).toEqual(kept.meter);
        expect(loaded?.isBucketed).toBe(true);
      }
    }));

  it("is found by its own time, among buckets that are not its own", () =>
    withSql((sql) => {
      const store = new LoneStore(sql);
      const lones = [0, 16_000, 160_000].map((later) => started(s("echo"), NOW + later));

      store.write(lones);

      for (const { run } of lones) {
        expect(store.load(run.id)?.run.id).toBe(run.id);
        expect(idsOf(store.bucket(bucketOf(run.id)))).toEqual([run.id]);
      }

      expect(store.bucketUpTo(BUCKET + 9)).toBe(BUCKET + 1);
      expect(store.bucketUpTo(BUCKET - 1)).toBeUndefined();
      expect(store.load(started(s("echo")).run.id)).toBeUndefined();
    }));

  it("that is final is not loaded with those that are not", () =>
    withSql((sql) => {
      const [open = started(s("echo")), done = open] = burst(2);

      succeed(done, 0);
      new LoneStore(sql).write([open, done]);

      expect(idsOf(new LoneStore(sql).loadOpen(BUCKET))).toEqual([open.run.id]);
    }));

  it("that is removed is gone, and its neighbours are not", () =>
    withSql((sql) => {
      const store = new LoneStore(sql);
      const lones = burst(300);
      const [first, ...others] = lones;

      store.write(lones);
      store.remove(first?.run.id ?? "");
      store.remove(started(s("echo")).run.id);

      expect(idsOf(store.bucket(BUCKET))).toEqual(idsOf(others).toReversed());
    }));
});
