/** What a shard holds out against: rows at their limit, a log at its end, a checkpoint that fails. */
import { describe, expect, it } from "vitest";

import { readCheckpoint, writeCheckpoint } from "../../durable/meta-store.ts";
import { createTables } from "../../durable/schema.ts";
import type { Shard } from "../../durable/shard.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { ReportItem } from "../../shared/wire/rpc.ts";
import { group, s } from "../reference/signatures.ts";
import { loneShard } from "../support/lone-shard.ts";
import { isPlan, planOf } from "../support/model-run.ts";
import { NodeSql } from "../support/node-sql.ts";

const NOW = 1_700_000_000_000;

describe("a shard", () => {
  it("keeps a run of 600 tasks that all fail with as much as an error may say", () => {
    const { shard, sql } = load();
    const id = submit(shard, group(...Array.from({ length: 600 }, () => s("fail"))));

    for (let node = 0; node < 600; node += 50) {
      shard.report(Array.from({ length: 50 }, (_, index) => failure(id, node + index)));
    }

    shard.checkpoint();

    expect(load(sql.reopened()).shard.find(id)?.run.counts.FAILURE).toBe(600);
  });

  it("keeps more than a part of lone tasks with large errors", () => {
    const { shard, sql } = load();
    const ids = Array.from({ length: 300 }, () => submit(shard, s("fail", "文".repeat(1500))));

    shard.report(ids.map((id) => failure(id, 0)));
    shard.checkpoint();

    const loaded = load(sql.reopened()).shard;

    expect(ids.filter((id) => loaded.find(id)?.run.counts.FAILURE === 1)).toHaveLength(300);
  });

  it("records a command whose checkpoint failed, and makes up for the checkpoint later", () => {
    const { shard, sql, failures } = load();

    for (let n = 0; n < 1023; n += 1) {
      submit(shard, s("echo", n));
    }

    sql.refuses = /insert or replace into meta/;

    const id = submit(shard, s("echo", "the 1,024th"));

    expect(failures).toEqual(["A checkpoint failed and is tried again"]);
    expect(load(sql.reopened()).shard.find(id)?.run.counts.READY).toBe(1);

    sql.refuses = null;

    for (let n = 0; n < 64; n += 1) {
      submit(shard, s("echo", "the next"));
    }

    expect(shard.behindSince).toBeUndefined();
  });

  it("takes no more work rather than overwrite what no checkpoint holds", () => {
    const { shard, sql } = load();

    sql.refuses = /insert or replace into meta/;

    const submitted: string[] = [];

    expect(() => {
      for (let n = 0; n < 3000; n += 1) {
        submitted.push(submit(shard, s("echo", n)));
      }
    }).toThrow("The log is full");

    const loaded = load(sql.reopened()).shard;

    expect(submitted.filter((id) => loaded.find(id) === undefined)).toEqual([]);
  });

  it("does not forget what time it was, though its log is empty and the clock went back", () => {
    const { shard, sql } = load(new NodeSql(), NOW + 90_000);

    submit(shard, s("echo", 1));
    shard.checkpoint();

    expect(load(sql.reopened(), NOW).shard.recordedAt).toBe(NOW + 90_000);
  });

  it("does not forget what a run cost", () => {
    const { shard, sql } = load();
    const id = submit(shard, group(s("echo", 1), s("echo", 2)));
    const kept = shard.find(id);

    Object.assign(kept?.meter ?? {}, { requests: 3, rowsWritten: 2 });
    shard.report([failure(id, 0)]);

    expect(load(sql.reopened()).shard.find(id)?.meter).toMatchObject({
      requests: 3,
      rowsWritten: 2,
    });
  });
});

describe("a checkpoint", () => {
  it.each([[100_000], [40_001], [40_000], [0]])(
    "names the %i runs that are open, however many the one before named",
    (count) => {
      const sql = new NodeSql();
      const openRuns = Array.from({ length: 130_000 }, (_, run) =>
        makeRunId(NOW, 0, new Uint8Array([0, 0, 0, 0, 0, run >> 16, run >> 8, run])),
      );
      const point = { seq: 7, at: NOW, openBuckets: [1, 2] };

      createTables(sql);
      writeCheckpoint(sql, { ...point, openRuns });
      expect(readCheckpoint(sql)).toEqual({ ...point, openRuns });

      writeCheckpoint(sql, { ...point, openRuns: openRuns.slice(0, count) });
      expect(readCheckpoint(sql)).toEqual({ ...point, openRuns: openRuns.slice(0, count) });
    },
  );
});

interface Loaded {
  readonly shard: Shard;
  readonly sql: NodeSql;
  readonly failures: string[];
}

function load(sql = new NodeSql(), now = NOW): Loaded {
  const failures: string[] = [];
  const shard = loneShard(sql, { now: () => now, failed: (what) => failures.push(what) });

  return { shard, sql, failures };
}

let runs = 0;

function submit(shard: Shard, canvas: object): string {
  const plan = planOf(canvas);

  if (!isPlan(plan)) {
    throw new TypeError(plan.join("; "));
  }

  runs += 1;

  const id = makeRunId(NOW, 0, new Uint8Array([0, 0, 0, 0, 0, 0, runs >> 8, runs]));

  shard.submit([{ id, name: null, planParts: encodePlan(plan) }]);

  return id;
}

/** As long as a task may make it, in characters that take three bytes. */
function failure(run: string, node: number): ReportItem {
  const error = { type: "ValueError", message: "文".repeat(5000), traceback: "文".repeat(9000) };

  return { run, node, attempt: 1, startedAt: NOW, outcome: { kind: "failure", error }, logs: [] };
}
