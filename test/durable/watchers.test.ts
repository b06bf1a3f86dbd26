import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Plan } from "../../shared/engine/plan.ts";
import { nodeStateView } from "../../shared/engine/views.ts";
import { chain, group, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { happen, started, submitted } from "./kept.ts";
import { type Client, WatchedRun } from "./watched-run.ts";

const FRAME_MS = 50;

/** So many tasks that have nothing to do with each other. */
function loose(count: number): ReturnType<typeof submitted> {
  const node: Plan["nodes"][number] = {
    task: "echo",
    args: [],
    kwargs: {},
    options: { queue: "default" },
    input: null,
    immutable: false,
  };
  const nodes = Array.from({ length: count }, () => node);
  const kept = submitted({ nodes, gates: [], output: 0, lone: false });

  happen(kept, [{ kind: "started" }]);

  return kept;
}

function times(count: number): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s("echo"));
}

function stateOf({ kept }: WatchedRun, node: number): string {
  return nodeStateView({ run: kept.run, running: kept.leases, read: () => "1" }, node);
}

function taskId({ kept }: WatchedRun, node: number): string {
  return `${kept.run.id}.${node}`;
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

      expect(client.nodes.get(taskId(run, 1))).toBe("STARTED");
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
        { type: "delta", changes: [2, 3, 4].map((node) => ({ task_id: taskId(run, node) })) },
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
      expect(client.nodes.get(taskId(run, 1))).toBe("SUCCESS");
    }));
});

/** What may happen, to whichever client and tasks the numbers point at. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant("change"),
    from: fc.nat(2000),
    count: fc.constantFrom(1, 5, 700, 1500),
  }),
  fc.record({ kind: fc.constant("claim"), from: fc.nat(2000), count: fc.constant(1) }),
  fc.record({
    kind: fc.constant("wait"),
    from: fc.constantFrom(0, 30, 60, 400),
    count: fc.constant(0),
  }),
  fc.record({
    kind: fc.constantFrom("connect", "leave", "return"),
    from: fc.nat(),
    count: fc.constant(0),
  }),
);

describe("whoever comes and goes, whenever", () => {
  it("knows in the end how every task is that changed since its snapshot, and its seq never falls", () =>
    withSql((sql) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
          const run = new WatchedRun(sql, loose(2000));
          const inside = new Set<Client>();
          const outside = new Set<Client>();
          /** What changed since a client's newest snapshot. */
          const owed = new Map<Client, Set<number>>();
          const noticeSnapshots = (): void =>
            [...inside].forEach((client) => {
              if (client.frames.some(({ frame }) => frame.type === "snapshot")) {
                owed.set(client, new Set());
              }

              const seqs = client.frames.map(({ frame }) => frame.seq);

              expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
              client.frames.length = 0;
            });
          const at = (clients: Set<Client>, index: number): Client | undefined =>
            [...clients][index % Math.max(1, clients.size)];

          for (const { kind, from, count } of [...steps, { kind: "wait", from: 5000, count: 0 }]) {
            const client = at(kind === "leave" ? inside : outside, from);

            if (kind === "change") {
              const changes = run.succeed(
                ...Array.from({ length: count }, (_, index) => (from + index) % 2000),
              );

              owed.forEach((nodes) => changes.forEach((node) => nodes.add(node)));
            } else if (kind === "claim") {
              run.claim(from % 2000);
              owed.forEach((nodes) => nodes.add(from % 2000));
            } else if (kind === "wait") {
              run.advance(from);
            } else if (kind === "connect") {
              inside.add(run.connect());
            } else if (client !== undefined && kind === "leave") {
              inside.delete(client);
              outside.add(client);
              run.disconnect(client);
            } else if (client !== undefined) {
              outside.delete(client);
              inside.add(run.connect(client));
            }

            noticeSnapshots();
          }

          outside.forEach((client) => inside.add(run.connect(client)));
          noticeSnapshots();
          run.advance(5000);
          noticeSnapshots();

          for (const client of inside) {
            const wrong = [...(owed.get(client) ?? [])].filter(
              (node) => client.nodes.get(taskId(run, node)) !== stateOf(run, node),
            );

            expect(wrong).toEqual([]);
          }
        }),
        { numRuns: 100 },
      );
    }));
});
