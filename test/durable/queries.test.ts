import { describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { PackStore } from "../../durable/pack-store.ts";
import { Queries } from "../../durable/queries.ts";
import type { Sql } from "../../durable/sql.ts";
import { chain, chord, group, link, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, fail, started, succeed } from "./kept.ts";

function times(count: number): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s("echo"));
}

/** Succeeds with a value of so many bytes that lies in a pack. */
function succeedLarge(sql: Sql, kept: KeptRun, node: number, bytes: number): void {
  const packs = new PackStore(sql);
  const packing = packs.plan(kept.run.id, [`"${"x".repeat(bytes - 2)}"`], []);

  packs.write(kept.run.id, packing);
  succeed(kept, node, packing.values[0] ?? "null");
}

async function withQueries<Result>(work: (queries: Queries, sql: Sql) => Result): Promise<Result> {
  return withSql((sql) => work(new Queries(new PackStore(sql)), sql));
}

describe("the view of a run", () => {
  it("has its result, its counts, its cost and its times", () =>
    withQueries((queries) => {
      const kept = started(group(s("echo"), s("echo")));

      succeed(kept, 0, '"a"');
      succeed(kept, 1, '"b"');
      kept.meter.rowsWritten = 2;

      expect(queries.run(kept, { nodes: false })).toEqual({
        run_id: kept.run.id,
        name: null,
        state: "SUCCESS",
        result: ["a", "b"],
        error: null,
        created_at: new Date(NOW).toISOString(),
        finished_at: new Date(NOW).toISOString(),
        counts: { SUCCESS: 2 },
        cost: { queue_operations: 0, do_requests: 0, rows_written: 2, rows_read: 0, usd: 2e-6 },
      });
    }));

  it("has no error before it is over, though one is certain", () =>
    withQueries((queries) => {
      const kept = started(group(s("fail"), s("echo")));

      fail(kept, 0);
      expect(queries.run(kept, { nodes: false })).toMatchObject({ state: "STARTED", error: null });
      succeed(kept, 1);
      expect(queries.run(kept, { nodes: false })).toMatchObject({
        state: "FAILURE",
        result: null,
        error: { message: "boom", task_id: `${kept.run.id}.0` },
      });
    }));

  it("says where a large result is, which is whole there", () =>
    withQueries((queries, sql) => {
      const kept = started(chain(s("echo")));

      succeedLarge(sql, kept, 0, 2000);

      const view = queries.run(kept, { nodes: false, resultBytes: 1999 });

      expect(view).toMatchObject({ result: null, result_url: `/api/runs/${kept.run.id}/result` });
      expect(queries.resultText(kept)).toHaveLength(2000);
      expect(queries.run(kept, { nodes: false, resultBytes: 2000 })).not.toHaveProperty(
        "result_url",
      );
    }));

  it("has its first 1,000 tasks where they are asked for, and says if there are more", () =>
    withQueries((queries) => {
      const small = queries.run(started(group(...times(1000))), { nodes: true });
      const large = queries.run(started(group(...times(1001))), { nodes: true });

      expect([small.nodes?.length, small.nodes_truncated]).toEqual([1000, false]);
      expect([large.nodes?.length, large.nodes_truncated]).toEqual([1000, true]);
    }));
});

describe("the tasks of a run", () => {
  it("are told page by page, each once, in their order", () =>
    withQueries((queries) => {
      const kept = started(group(...times(25)));
      const told: string[] = [];
      let from: number | null = 0;

      while (from !== null) {
        const page: ReturnType<Queries["nodes"]> = queries.nodes(kept, {
          state: null,
          group: null,
          from,
          limit: 10,
        });

        told.push(...page.items.map(({ task_id }) => task_id));
        from = page.next;
      }

      expect(told).toEqual([...kept.run.nodes.keys()].map((node) => `${kept.run.id}.${node}`));
    }));

  it("may be those in one state", () =>
    withQueries((queries) => {
      const kept = started(group(...times(6)));

      [1, 3, 5].forEach((node) => succeed(kept, node));

      const { items, next } = queries.nodes(kept, {
        state: "SUCCESS",
        group: null,
        from: 0,
        limit: 2,
      });

      expect(items.map(({ task_id }) => task_id)).toEqual(
        [1, 3].map((node) => `${kept.run.id}.${node}`),
      );
      expect(
        queries.nodes(kept, { state: "SUCCESS", group: null, from: next ?? 0, limit: 2 }),
      ).toMatchObject({
        items: [{ task_id: `${kept.run.id}.5` }],
        next: null,
      });
    }));

  it("may be the members of one group", () =>
    withQueries((queries) => {
      const kept = started(chord([s("a"), s("b")], s("c")));
      const query = { state: null, group: `${kept.run.id}.g0`, from: 0, limit: 10 };

      expect(queries.nodes(kept, query).items.map(({ name }) => name)).toEqual(["a", "b"]);
    }));

  it("make a shorter page when their results are large, and one at least", () =>
    withQueries((queries, sql) => {
      const kept = started(group(...times(12)));

      kept.run.nodes.keys().forEach((node) => succeedLarge(sql, kept, node, 1_500_000));

      const first = queries.nodes(kept, { state: null, group: null, from: 0, limit: 100 });
      const second = queries.nodes(kept, {
        state: null,
        group: null,
        from: first.next ?? 0,
        limit: 100,
      });

      expect(first.items.length).toBeGreaterThan(0);
      expect(first.items.length).toBeLessThan(10);
      expect(second.items[0]?.task_id).toBe(`${kept.run.id}.${first.items.length}`);
    }));
});

describe("the graph of a run", () => {
  it("says what each task waits for and why it is there, page by page", () =>
    withQueries((queries) => {
      const kept = started(link(chord([s("a"), s("b")], s("c")), s("d")));
      const id = (part: string): string => `${kept.run.id}.${part}`;
      const step = { role: "step", immutable: false };
      const first = queries.graph(kept, 0, 3);

      expect(first).toEqual({
        nodes: [
          { task_id: id("0"), name: "a", after: [], ...step, group_id: id("g0") },
          { task_id: id("1"), name: "b", after: [], ...step, group_id: id("g0") },
          { task_id: id("2"), name: "c", after: [id("g0")], ...step, group_id: null },
        ],
        next_cursor: "3",
      });
      expect(queries.graph(kept, 3, 3)).toEqual({
        nodes: [
          { task_id: id("3"), name: "d", after: [id("2")], ...step, role: "link", group_id: null },
        ],
        next_cursor: null,
      });
      expect(queries.graph(kept, 9, 3)).toEqual({ nodes: [], next_cursor: null });
    }));
});

describe("the logs of a run", () => {
  it("name the task that wrote each line, and when", () =>
    withQueries((queries, sql) => {
      const kept = started(group(s("echo"), s("echo")));
      const packs = new PackStore(sql);

      packs.write(kept.run.id, packs.plan(kept.run.id, [], [[1, NOW, "one line"]]));

      expect(queries.logs(kept, { node: null, from: 0, limit: 10 })).toEqual({
        logs: [
          { task_id: `${kept.run.id}.1`, at: new Date(NOW).toISOString(), message: "one line" },
        ],
        next_cursor: null,
      });
    }));
});

describe("a result", () => {
  it("of a task is its meta; of one that is not there, null", () =>
    withQueries((queries) => {
      const kept = started(group(s("echo"), s("echo")));

      expect(queries.result(kept, 1)?.meta).toMatchObject({
        task_id: `${kept.run.id}.1`,
        name: "echo",
      });
      expect(queries.result(kept, 2)).toBeNull();
    }));

  it("that is larger than asked for is left out, and the meta says where it is", () =>
    withQueries((queries, sql) => {
      const kept = started(group(s("echo")));

      succeedLarge(sql, kept, 0, 2000);

      for (const node of [0, null]) {
        expect(queries.result(kept, node, 1999)?.meta).toMatchObject({
          result: null,
          result_url: expect.stringContaining(kept.run.id),
        });
        expect(queries.result(kept, node, 2002)?.meta).not.toHaveProperty("result_url");
      }
    }));

  it("of a canvas is that of its last step, under the run's own id", () =>
    withQueries((queries) => {
      const kept = started(chain(s("echo"), s("add", 1)));

      succeed(kept, 0, "1");
      succeed(kept, 1, "2");

      expect(queries.result(kept, null)?.meta).toMatchObject({
        task_id: kept.run.id,
        name: "add",
        result: 2,
        parent_id: `${kept.run.id}.0`,
      });
    }));

  it("of a final group is the list, or how it failed", () =>
    withQueries((queries) => {
      const [good, bad] = [started(group(s("echo"))), started(group(s("fail")))];

      succeed(good, 0, "7");
      fail(bad, 0);

      expect(queries.result(good, null)?.meta).toMatchObject({
        task_id: good.run.id,
        name: "celery.group",
        state: "SUCCESS",
        result: [7],
      });
      expect(queries.result(bad, null)?.meta).toMatchObject({
        state: "FAILURE",
        result: { exc_type: "ValueError", exc_message: ["boom"] },
      });
    }));

  it("of a call is its arguments with what came before it, from packs too", () =>
    withQueries((queries, sql) => {
      const kept = started(chain(s("echo"), s("add", 1)));

      succeedLarge(sql, kept, 0, 3000);

      expect(queries.callText(kept, 1)).toBe(`[["${"x".repeat(2998)}",1],{}]`);
    }));
});
