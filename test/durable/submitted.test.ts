/** Names of what is submitted: a shard that knows them, and one that died in between. */
import { describe, expect, it } from "vitest";

import { idKey, idempotencyKey } from "../../durable/key-store.ts";
import type { Shard } from "../../durable/shard.ts";
import type { Sql } from "../../durable/sql.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import type { SubmitRun } from "../../shared/wire/rpc.ts";
import { group, s } from "../reference/signatures.ts";
import { planFrom } from "../support/hand-run.ts";
import { loneShard } from "../support/lone-shard.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW } from "./kept.ts";

let made = 0;

type Names = Pick<Plan, "chosenId" | "idempotencyKey">;

function asked(names: Names, digest = "d", canvas = s("echo", 1)): SubmitRun {
  made += 1;

  const id = makeRunId(NOW, 0, new Uint8Array([0, 0, 0, 0, 0, 0, made >> 8, made]));

  return { id, name: null, planParts: encodePlan({ ...planFrom(canvas), ...names }), digest };
}

function load(sql: Sql): Shard {
  return loneShard(sql, { now: () => NOW });
}

function rowsOf(sql: Sql, table: string): number {
  return sql.all(`select * from ${table}`).length;
}

describe("a name", () => {
  it("is known to an object that starts from the log alone", () =>
    withSql((sql) => {
      const first = asked({ chosenId: "mine" });

      load(sql).submit([first]);

      const shard = load(sql);

      expect(shard.find("mine")?.run).toMatchObject({ id: first.id, publicId: "mine" });
      expect(shard.submit([asked({ chosenId: "mine" })])).toMatchObject([
        { kept: { run: { id: first.id } }, created: false },
      ]);
    }));

  it("is known to an object that starts from a checkpoint, of a lone task as of a canvas", () =>
    withSql((sql) => {
      const shard = load(sql);

      shard.submit([asked({ chosenId: "lone" })]);
      shard.submit([asked({ chosenId: "canvas" }, "d", group(s("echo", 1)))]);
      shard.checkpoint();
      sql.all("delete from log");

      expect(load(sql).find("lone")?.run.publicId).toBe("lone");
      expect(load(sql).find("canvas")?.run.publicId).toBe("canvas");
    }));

  it("is not left behind without its run when the log refuses the row", () =>
    withSql((sql) => {
      const shard = load(sql);

      sql.all("drop table log");
      expect(() => shard.submit([asked({ chosenId: "mine" })])).toThrow("log");
      expect(rowsOf(sql, "key")).toBe(0);
    }));

  it("goes with its run", () =>
    withSql((sql) => {
      const shard = load(sql);

      shard.submit([asked({ chosenId: "mine" })]);
      shard.submit([asked({ idempotencyKey: "key" })]);

      for (const key of ["id:mine", "key:key"]) {
        const kept = shard.find(shard.archive.keys.find(key)?.runs[0] ?? "");

        if (kept !== undefined) {
          shard.revoke(kept, null);
          shard.remove(kept);
        }
      }

      expect(rowsOf(sql, "key")).toBe(0);
    }));

  it("of a run that is gone is free, should it have been left behind", () =>
    withSql((sql) => {
      const shard = load(sql);

      shard.archive.keys.write({ key: idKey("mine"), digest: "other", runs: [asked({}).id] });

      expect(shard.find("mine")).toBeUndefined();
      expect(shard.submit([asked({ chosenId: "mine" })])).toMatchObject([{ created: true }]);
    }));

  it("costs one row more, and nothing where there is none", () =>
    withSql((sql) => {
      const shard = load(sql);
      const written = (run: SubmitRun): number => {
        const before = sql.usage.rowsWritten;

        shard.submit([run]);

        return sql.usage.rowsWritten - before;
      };

      expect(written(asked({}))).toBe(1);
      expect(written(asked({ chosenId: "mine" }))).toBe(2);
      expect(written(asked({ idempotencyKey: "key" }))).toBe(2);
    }));
});

describe("several runs submitted together", () => {
  it("are all refused when one name is taken, and which one is told", () =>
    withSql((sql) => {
      const shard = load(sql);
      const first = asked({ chosenId: "mine" });
      const other = asked({});

      shard.submit([first]);

      expect(shard.submit([other, asked({ chosenId: "mine" }, "another")])).toEqual({
        taken: [{ index: 1, runId: first.id }],
      });
      expect(shard.find(other.id)).toBeUndefined();
    }));

  it("are found again by the key that the last of them keeps", () =>
    withSql((sql) => {
      const shard = load(sql);
      const batch = [asked({}), asked({}), asked({ idempotencyKey: "key" })];

      shard.submit(batch);

      expect(
        load(sql).submit([asked({}), asked({}), asked({ idempotencyKey: "key" })]),
      ).toMatchObject(batch.map(({ id }) => ({ kept: { run: { id } }, created: false })));
      expect(shard.archive.keys.find(idempotencyKey("key"))?.runs).toHaveLength(3);
    }));

  it("take one row of the log, and as many as they need when they are large", () =>
    withSql((sql) => {
      const shard = load(sql);

      shard.submit(Array.from({ length: 1000 }, () => asked({})));
      expect(rowsOf(sql, "log")).toBe(1);

      const large = Array.from({ length: 1000 }, () =>
        asked({}, "d", s("echo", "文".repeat(1800))),
      );

      shard.submit(large);
      expect(rowsOf(sql, "log")).toBeLessThan(8);

      const loaded = load(sql);

      expect(large.filter(({ id }) => loaded.find(id) === undefined)).toEqual([]);
    }));
});
