import { describe, expect, it } from "vitest";

import { chain, group, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { loose, started } from "./kept.ts";
import { WatchedRun } from "./watched-run.ts";

const FRAME_MS = 50;
const GROUPS_FRAME_MS = 300;

function times(count: number): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s("echo"));
}

describe("a watcher", () => {
  it("is told the first change at once, and then at most once in 50 ms, with everything since", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(100));
      const client = run.connect();

      for (let node = 0; node < 99; node += 1) {
        run.succeed(node);
        run.advance(3);
      }

      run.advance(1000);

      const deltas = client.frames.filter(({ frame }) => frame.type === "delta");
      const gaps = deltas.slice(1).map(({ at }, index) => at - (deltas[index]?.at ?? 0));

      expect(deltas[0]?.at).toBe(client.frames[0]?.at);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(FRAME_MS);
      expect(deltas.length).toBeGreaterThan(3);
      expect([...client.nodes.values()].filter((state) => state === "SUCCESS")).toHaveLength(99);
    }));

  it("is told of more than 1,000 changed tasks in several frames, each of a bounded size", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, started(chain(...times(2500))));
      const client = run.connect();

      run.happen({
        kind: "failed",
        node: 0,
        startedAt: 1,
        error: { type: "ValueError", message: "boom", traceback: null },
      });
      run.advance(10_000);

      const sizes = client.frames.flatMap(({ frame }) =>
        frame.type === "delta" ? [frame.changes.length] : [],
      );

      expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2500);
      expect(client.types.slice(0, 2)).toEqual(["snapshot", "delta"]);
      expect(client.types.indexOf("end")).toBe(client.types.length - 1);
      expect(new Set(client.nodes.values())).toEqual(new Set(["FAILURE"]));
    }));

  it("is told the end once, last, also when it came while the last changes were still to be told", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(2));
      const early = run.connect();

      run.succeed(0);
      run.advance(0);
      run.succeed(1);
      const late = run.connect();

      run.advance(1000);

      expect(early.types).toEqual(["snapshot", "delta", "delta", "end"]);
      expect(late.types.filter((type) => type === "end")).toHaveLength(1);
      expect(late.types.at(-1)).toBe("end");
      expect(run.isQuiet).toBe(true);
    }));

  it("of a run that is over gets a snapshot and the end", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(1));

      run.succeed(0);

      expect(run.connect().types).toEqual(["snapshot", "end"]);
      expect(run.isQuiet).toBe(true);
    }));

  it("is told of a task that a consumer took, though no row tells of it", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(2));
      const client = run.connect();

      run.claim(1);
      run.advance(FRAME_MS);

      expect(client.nodes.get(run.taskId(1))).toBe("STARTED");
    }));

  it("is told of a large group as one thing", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, started(group(...times(1000))));
      const client = run.connect();

      run.succeed(...Array.from({ length: 600 }, (_, node) => node));
      run.advance(10_000);

      expect(client.frames.map(({ frame }) => frame)).toMatchObject([
        { type: "snapshot", nodes: [], groups: [{ size: 1000, counts: { PENDING: 1000 } }] },
        { type: "delta", changes: [], groups: [{ counts: { SUCCESS: 600, PENDING: 400 } }] },
      ]);
    }));

  it("is told less often while only members of large groups change, at once of anything else, the end among it", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, started(chain(group(...times(110)), s("echo"))));
      const client = run.connect();

      for (let node = 0; node < 100; node += 1) {
        run.succeed(node);
        run.advance(10);
      }

      const sentAt = client.frames.map(({ at }) => at);
      const gaps = sentAt.slice(2).map((at, index) => at - (sentAt[index + 1] ?? 0));

      expect(gaps).toHaveLength(3);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(GROUPS_FRAME_MS);

      client.frames.length = 0;
      run.succeed(...Array.from({ length: 10 }, (_, index) => 100 + index));
      run.advance(FRAME_MS);
      run.succeed(110);
      run.advance(FRAME_MS + 1);

      expect(client.types).toEqual(["delta", "delta", "end"]);
    }));

  it("whose line broke does not keep the others from being told", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(1));
      const broken = run.connect();
      const other = run.connect();

      broken.isBroken = true;
      run.succeed(0);
      run.advance(1000);

      expect(other.types).toEqual(["snapshot", "delta", "end"]);
    }));
});

describe("when nobody watches", () => {
  it("nothing is gathered and no timer keeps the object awake", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(2));
      const client = run.connect();

      run.disconnect(client);
      run.succeed(0);

      expect(run.isQuiet).toBe(true);
    }));
});

describe("a client that comes back", () => {
  it("gets what it missed, and only that", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(100));
      const client = run.connect();

      run.succeed(1);
      run.advance(1000);
      run.disconnect(client);
      run.succeed(2);
      run.succeed(3);
      run.claim(4);
      client.frames.length = 0;
      run.connect(client);

      expect(client.frames.map(({ frame }) => frame)).toMatchObject([
        { type: "delta", changes: [2, 3, 4].map((node) => ({ task_id: run.taskId(node) })) },
      ]);
    }));

  it("gets a snapshot when what it missed is no longer known, or too much", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(3000));
      const clients = [run.connect(), run.connect()] as const;

      run.advance(0);
      clients.forEach((client) => run.disconnect(client));
      run.succeed(...Array.from({ length: 2000 }, (_, node) => node));
      run.connect(clients[0]);
      Array.from({ length: 200 }, (_, index) => run.succeed(2000 + index));
      run.connect(clients[1]);

      expect(clients.map(({ types }) => types.slice(0, 2))).toEqual([
        ["snapshot", "snapshot"],
        ["snapshot", "snapshot"],
      ]);
    }));

  it("is not left without what the last frame it saw had no room for", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(3000));
      const client = run.connect();
      const last = 1999;

      run.succeed(...Array.from({ length: last + 1 }, (_, node) => node));
      run.advance(0);
      run.disconnect(client);
      expect(client.nodes.has(run.taskId(last))).toBe(false);
      run.advance(10_000);
      run.connect(client);

      expect(client.types).toEqual(["snapshot", "delta", "snapshot"]);
    }));

  it("is told the end that it missed", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, loose(2));
      const client = run.connect();

      run.succeed(0);
      run.advance(1000);
      run.disconnect(client);
      run.succeed(1);
      run.advance(1000);
      run.connect(client);

      expect(client.types).toEqual(["snapshot", "delta", "delta", "end"]);
      expect(client.nodes.get(run.taskId(1))).toBe("SUCCESS");
    }));
});
