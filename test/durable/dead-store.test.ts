import { describe, expect, it } from "vitest";

import { DeadStore } from "../../durable/dead-store.ts";
import { type DeadHead, deadHeadOf, parseDeadId } from "../../shared/engine/dead-letter.ts";
import type { DeadReason } from "../../shared/engine/dead-reasons.ts";
import { s, withOptions } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, happen, started } from "./kept.ts";

const error = { type: "WorkerLostError", message: "gone", traceback: null };
const ALL = { task: null, queue: null, reason: null, replayed: null, before: null, limit: 10 };

const REPLAY = {
  at: NOW,
  request: "r",
  as: "in_run",
  runId: "run",
  taskId: "run.1",
  isEdited: false,
} as const;

function headAt(at: number, reason: DeadReason = "worker_lost", task = "echo"): DeadHead {
  return deadHeadOf(started(s(task)).run, { node: 0, reason, error }, at);
}

describe("a dead letter", () => {
  it("holds what it takes to understand the failure and to call the task again", () => {
    const call = withOptions(s("echo", 1), { countdown: 5, acks_late: false, headers: { a: 1 } });
    const kept = started(call);

    happen(kept, [{ kind: "redelivered", nodes: [[0, 0]] }]);

    expect(deadHeadOf(kept.run, { node: 0, reason: "worker_lost", error }, NOW)).toEqual({
      id: expect.stringContaining(kept.run.id),
      diedAt: NOW,
      reason: "worker_lost",
      error,
      task: "echo",
      taskId: kept.run.id,
      runId: kept.run.id,
      runName: null,
      queue: "default",
      // That it was to start later was for the first call.
      options: { queue: "default", acks_late: false, headers: { a: 1 } },
      attempts: 1,
      retries: 0,
      deliveries: 1,
    });
  });

  it("says by its id which run it is of, and so on which shard it lies", () => {
    const { run } = started(s("echo"));

    expect(
      parseDeadId(deadHeadOf(run, { node: 0, reason: "rejected", error }, NOW).id),
    ).toMatchObject({ diedAt: NOW, run: run.id, node: 0 });
    expect(parseDeadId(run.id)).toBeUndefined();
    expect(parseDeadId(`000000000000-${"x".repeat(36)}.0.1`)).toBeUndefined();
  });

  it("tells how it was replayed, and is no other for it; what is gone stays so", async () => {
    const letter = { head: headAt(NOW), call: "[[1],{}]" };
    const [found, gone] = await withSql((sql) => {
      const store = new DeadStore(sql);
      const other = headAt(NOW + 1).id;

      store.write(letter);
      store.markReplayed([
        { id: letter.head.id, replay: REPLAY },
        { id: other, replay: REPLAY },
      ]);

      return [store.find(letter.head.id), store.find(other)] as const;
    });

    expect(found).toEqual({ ...letter, replay: REPLAY });
    expect(gone).toBeUndefined();
  });

  it.each([["small"], ["ü€𝄞".repeat(500_000)]])("is read back with its call, %#", async (text) => {
    const letter = { head: headAt(NOW), call: JSON.stringify([[text], {}]) };
    const [found, removed, gone] = await withSql((sql) => {
      const store = new DeadStore(sql);

      store.write(letter);

      return [
        store.find(letter.head.id),
        store.remove(letter.head.id),
        store.find(letter.head.id),
      ] as const;
    });

    expect(found?.head).toEqual(letter.head);
    expect(found?.replay).toBeNull();
    expect(found?.call === letter.call).toBe(true);
    expect([removed, gone]).toEqual([true, undefined]);
  });
});

describe("the list of dead letters", () => {
  it("has the newest first, page by page", async () => {
    const heads = [1, 2, 3, 4, 5].map((second) => headAt(NOW + second * 1000));
    const pages = await withSql((sql) => {
      const store = new DeadStore(sql);

      heads.forEach((head) => store.write({ head, call: "[[],{}]" }));
      const first = store.list({ ...ALL, limit: 3 }, "");

      return [first, store.list({ ...ALL, limit: 3, before: first.scannedTo }, "")];
    });

    expect(
      pages.map(({ letters }) => letters.map(({ head }) => (head.diedAt - NOW) / 1000)),
    ).toEqual([
      [5, 4, 3],
      [2, 1],
    ]);
    expect(pages[1]?.scannedTo).toBeNull();
  });

  it("has what is asked for", async () => {
    const counts = await withSql((sql) => {
      const store = new DeadStore(sql);

      store.write({ head: headAt(NOW, "rejected"), call: "[[],{}]" });
      const added = headAt(NOW, "worker_lost", "add");

      store.write({ head: added, call: "[[],{}]" });
      store.markReplayed([{ id: added.id, replay: REPLAY }]);

      return [
        { reason: "rejected" },
        { task: "add" },
        { queue: "default" },
        { queue: "other" },
        { task: "add", reason: "rejected" },
        { replayed: true },
        { replayed: false, task: "add" },
      ].map((filter) => store.list({ ...ALL, ...filter }, "").letters.length);
    });

    expect(counts).toEqual([1, 1, 2, 0, 0, 1, 0]);
  });
});
