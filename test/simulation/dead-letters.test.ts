/** Dead letters of a shard: how they are replayed, once whatever breaks, and how long they are kept. */
import { describe, expect, it } from "vitest";

import { Replays } from "../../durable/replays.ts";
import { callOf } from "../../shared/engine/call.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { nodeAt } from "../../shared/engine/run.ts";
import type { ListedLetter, ReplayReply } from "../../shared/wire/dead-letters.ts";
import type { SubmitRun } from "../../shared/wire/rpc.ts";
import { chain, chord, s } from "../reference/signatures.ts";
import { isPlan, planOf } from "../support/model-run.ts";
import { Killed } from "../support/node-sql.ts";
import { DAY, HOUR, SECOND, ShardWorld } from "./shard-world.ts";

const ALL = { task: null, queue: null, reason: null, replayed: null, before: null, limit: 200 };
const CHORD = chord([s("echo", 1), s("echo", 2), s("echo", 3)], s("xsum"));

describe("a dead letter whose run is kept", () => {
  it("is replayed in it: the run goes on from its task, with all that waited for that", () => {
    const world = new ShardWorld();
    const id = world.submit(CHORD);

    reject(world, id, [1]);
    world.finish(id, "5", [0, 2]);
    expect(replay(world, ids(world))).toMatchObject([
      { kind: "replayed", replay: { as: "in_run", runId: id, taskId: `${id}.1`, isEdited: false } },
    ]);

    world.finish(id, "7", [1], 2);
    expect(callText(world, id, 3)).toBe("[[[5,7,5]],{}]");
  });

  it("is replayed together with the others of its run, which is over for none of them alone", () => {
    const world = new ShardWorld();
    const id = world.submit(CHORD);

    reject(world, id, [0, 1]);
    world.finish(id, "5", [2]);

    expect(replay(world, ids(world)).map(({ kind }) => kind)).toEqual(["replayed", "replayed"]);
    world.finish(id, "7", [0, 1], 2);
    expect(callText(world, id, 3)).toBe("[[[7,7,5]],{}]");
  });

  it("is not replayed while it goes on, and says so", () => {
    const world = new ShardWorld();
    const id = world.submit(CHORD);

    reject(world, id, [0, 1]);
    expect(replay(world, ids(world))).toEqual([
      { kind: "running", runId: id },
      { kind: "running", runId: id },
    ]);
    expect(letters(world).map((letter) => letter.replay)).toEqual([null, null]);
  });

  it("is replayed with other arguments in place of all it was called with, its predecessor's result too", () => {
    const world = new ShardWorld();
    const id = world.submit(chain(s("echo", 1), s("echo", 2)));

    world.finish(id, '"bad"', [0]);
    reject(world, id, [1]);
    replay(world, ids(world), '[["good",3],{}]');

    expect(callText(world, id, 1)).toBe('[["good",3],{}]');
    expect(letters(world)[0]?.replay).toMatchObject({ isEdited: true });
  });

  it("is replayed once; the same request again is answered as it was, another one is told", () => {
    const world = new ShardWorld();
    const id = world.submit(s("echo"));

    reject(world, id, [0]);

    const [first] = replay(world, ids(world));

    expect(replay(world, ids(world))).toEqual([first]);
    expect(replay(world, ids(world), null, "another")).toMatchObject([
      { kind: "already", replay: { taskId: id } },
    ]);
    expect(world.ready).toHaveLength(2);
  });

  it("is left alone when its task was run again since", () => {
    const world = new ShardWorld();
    const id = world.submit(s("echo"));
    const kept = world.shard.find(id);

    reject(world, id, [0]);

    if (kept !== undefined) {
      world.shard.restart(kept, { nodes: null, call: null });
    }

    world.finish(id, "1", [0], 2);
    expect(replay(world, ids(world))).toEqual([{ kind: "outdated", runId: id, taskId: id }]);
  });

  it.each([
    ["inside", false],
    ["after", true],
  ] as const)("is replayed wholly or not at all when the object dies %s the write", (kill, is) => {
    const world = new ShardWorld();
    const id = world.submit(CHORD);

    reject(world, id, [0, 1]);
    world.finish(id, "5", [2]);
    world.sql.kill = kill;
    expect(() => replay(world, ids(world))).toThrow(Killed);
    world.reload();

    expect(letters(world).map((letter) => letter.replay !== null)).toEqual([is, is]);
    expect([0, 1].map((node) => statusOf(world, id, node) === "READY")).toEqual([is, is]);
    expect(replay(world, ids(world)).map(({ kind }) => kind)).toEqual(["replayed", "replayed"]);
    expect([0, 1].map((node) => statusOf(world, id, node))).toEqual(["READY", "READY"]);
  });
});

describe("a dead letter whose run is gone", () => {
  it("is replayed as a run of its own, once, and says so", () => {
    const world = new ShardWorld();
    const dead = world.submit(s("echo", 1));

    reject(world, dead, [0]);
    world.pass(2 * DAY);
    expect(replay(world, ids(world))).toEqual([{ kind: "gone" }]);

    const [first] = replayAsRun(world, runOf(world, s("echo", 1), 7));
    const again = replayAsRun(world, runOf(world, s("echo", 1), 8));

    expect(first).toMatchObject({ kind: "replayed", replay: { as: "own_run" } });
    expect(again).toEqual([first]);
    expect(world.ready).toHaveLength(2);
    expect(replay(world, ids(world), null, "another")).toMatchObject([{ kind: "already" }]);
  });

  it.each([
    ["inside", false],
    ["after", true],
  ] as const)("is replayed wholly or not at all when the object dies %s the write", (kill, is) => {
    const world = new ShardWorld();

    reject(world, world.submit(s("echo", 1)), [0]);
    world.pass(2 * DAY);

    const run = runOf(world, s("echo", 1), 7);

    world.sql.kill = kill;
    expect(() => replayAsRun(world, run)).toThrow(Killed);
    world.reload();

    expect(letters(world)[0]?.replay !== null).toBe(is);
    expect(world.shard.find(run.id) !== undefined).toBe(is);
  });
});

describe("dead letters", () => {
  it("are kept longer than results, and gone for their readers in their time", () => {
    const world = new ShardWorld();

    reject(world, world.submit(s("echo")), [0]);

    const [id = ""] = ids(world);

    world.now += 30 * DAY - SECOND;
    expect(replay(world, [id])).toEqual([{ kind: "gone" }]);
    world.now += SECOND;
    expect(letters(world)).toEqual([]);
    expect(replay(world, [id])).toEqual([{ kind: "unknown" }]);
  });

  it("are removed by the alarm, in slices, and only those that have expired", () => {
    const world = new ShardWorld();

    for (let count = 0; count < 1200; count += 1) {
      reject(world, world.submit(s("echo")), [0]);
    }

    world.pass(20 * DAY);
    reject(world, world.submit(s("echo")), [0]);
    world.pass(11 * DAY - HOUR);
    expect(world.rows(["dead"])).toBe(1);
    expect(letters(world)).toHaveLength(1);
    world.pass(20 * DAY);
    expect(world.rows(["dead"])).toBe(0);
    expect(world.shard.deadLetters.nextAt).toBeUndefined();
  });

  it("never take more than 100,000 rows: the oldest go", () => {
    const world = new ShardWorld();

    reject(world, world.submit(s("echo")), [0]);

    const [oldest = ""] = ids(world);
    const [, body = ""] = Object.values(world.sql.all("select id, body from dead")[0] ?? {});

    world.sql.transaction(() => {
      for (let count = 0; count < 100_000; count += 1) {
        const id = `${oldest.slice(0, -4)}${count}.0.1`;

        world.sql.all("insert into dead (id, part, body) values (?, 0, ?)", id, body);
      }
    });
    world.reload();
    world.now += SECOND;
    reject(world, world.submit(s("echo")), [0]);

    expect(world.rows(["dead"])).toBeLessThanOrEqual(100_000);
    expect(letters(world)[0]?.head.diedAt).toBe(world.now);
  });
});

/** These tasks of it refuse their calls for good. */
function reject(world: ShardWorld, run: string, nodes: readonly number[]): void {
  const error = { type: "Reject", message: "no", traceback: null };

  world.shard.report(
    nodes.map((node) => ({
      run,
      node,
      attempt: 1,
      startedAt: world.now,
      outcome: { kind: "failure", error, dead: "rejected" },
      logs: [],
    })),
  );
}

function letters(world: ShardWorld): readonly ListedLetter[] {
  return world.shard.deadLetters.list(ALL).letters;
}

function ids(world: ShardWorld): readonly string[] {
  return letters(world).map(({ head }) => head.id);
}

function replaysOf({ shard }: ShardWorld): Replays {
  return new Replays(shard, (_, work) => work());
}

function replay(
  world: ShardWorld,
  letterIds: readonly string[],
  call: string | null = null,
  request = "request",
): readonly ReplayReply[] {
  return replaysOf(world).inRuns({ request, ids: letterIds, call });
}

function replayAsRun(world: ShardWorld, run: SubmitRun): readonly ReplayReply[] {
  const [id = ""] = ids(world);

  return replaysOf(world).asRuns({ request: "request", letters: [{ id, run, isEdited: false }] });
}

function runOf(world: ShardWorld, canvas: object, random: number): SubmitRun {
  const plan = planOf(canvas);
  const id = makeRunId(world.now, 0, new Uint8Array([0, 0, 0, 0, 0, 0, 1, random]));

  return { id, name: null, planParts: isPlan(plan) ? encodePlan(plan) : [] };
}

function statusOf(world: ShardWorld, run: string, node: number): unknown {
  const kept = world.shard.find(run);

  return kept && nodeAt(kept.run, node).status;
}

/** What a task of it is called with. */
function callText({ shard }: ShardWorld, id: string, node: number): unknown {
  const kept = shard.find(id);

  return kept && callOf(kept.run, node, (value) => shard.archive.packs.read(id, value));
}
