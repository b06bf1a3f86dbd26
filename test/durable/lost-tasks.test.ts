import { beforeEach, describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { LostTasks } from "../../durable/lost-tasks.ts";
import type { DeadNode } from "../../shared/engine/dead-letter.ts";
import type { Backlog } from "../../shared/engine/lost-messages.ts";
import { group, s } from "../reference/signatures.ts";
import { NOW, happen, leaseOf, loose, send, started, succeed } from "./kept.ts";

const EMPTY: Backlog = { count: 0, oldestAt: null };
const LOOK_MS = 10_000;
const GRACE_MS = 20_000;

let now: number;
let backlog: () => Promise<Backlog>;
let runs: KeptRun[];
/** What each look sent again. */
let resent: (readonly number[])[];
let dead: DeadNode[];

beforeEach(() => {
  now = NOW;
  backlog = () => Promise.resolve(EMPTY);
  runs = [started(group(s("echo"), s("echo"), s("echo")))];
  resent = [];
  dead = [];
});

function lostTasks(): LostTasks {
  return new LostTasks({
    runs: () => runs,
    backlog: () => backlog(),
    record(decisions) {
      for (const decision of decisions) {
        resent.push(happen(decision.kept, decision.facts, { at: now }).ready);
        dead.push(...(decision.dead ?? []));
      }
    },
    now: () => now,
  });
}

/** Looks so often, 10 s apart, beginning 10 s from now; the last answer. */
async function looks(lost: LostTasks, count: number): Promise<boolean> {
  let again = false;

  for (let each = 0; each < count; each += 1) {
    now += LOOK_MS;
    again = await lost.look();
  }

  return again;
}

function sendAll(): KeptRun {
  const [kept = started(s("echo"))] = runs;

  send(kept, 0, 1, 2);

  return kept;
}

describe("a task whose message is lost", () => {
  it("is sent again after two looks at an empty queue, when the object has been there for a while", async () => {
    const lost = lostTasks();

    sendAll();
    expect(await looks(lost, 1)).toBe(true);
    expect(resent).toEqual([]);
    await looks(lost, 1);
    expect(resent).toEqual([[0, 1, 2]]);
  });

  it("is sent again when all that is left in the queue is a minute younger", async () => {
    const lost = lostTasks();

    sendAll();
    backlog = () => Promise.resolve({ count: 9, oldestAt: NOW + 60_001 });
    await looks(lost, 7);

    expect(resent).toEqual([[0, 1, 2]]);
  });

  it("is missed later each time, and fails as lost in transport after five more messages", async () => {
    const lost = lostTasks();
    const kept = started(s("echo"));
    const waits: number[] = [];

    runs = [kept];

    while (dead.length === 0) {
      const sentAt = now;

      happen(kept, [{ kind: "sent", nodes: [[0, 0]] }], { at: now });
      resent = [];

      while (resent.length === 0) {
        await looks(lost, 1);
      }

      waits.push((now - sentAt) / 1000);
    }

    expect(waits).toEqual([20, 20, 40, 80, 160, 320]);
    expect(dead).toMatchObject([
      { node: 0, reason: "lost_in_transport", error: { type: "MessageLostError" } },
    ]);
    expect(kept.run.nodes[0]).toMatchObject({ status: "FAILURE", startedAt: 0 });
  });

  it("is one of a thousand at the most that are sent again after one look", async () => {
    const lost = lostTasks();
    const kept = loose(2500);

    runs = [kept];
    send(kept, ...kept.run.nodes.keys());
    await looks(lost, 4);

    expect(resent.map(({ length }) => length)).toEqual([1000, 1000, 500]);
  });
});

describe("a task is left alone", () => {
  it("while its queue has a backlog, for hours", async () => {
    const lost = lostTasks();

    backlog = () => Promise.resolve({ count: 3, oldestAt: NOW - 1 });
    sendAll();

    expect(await looks(lost, 1000)).toBe(true);
    expect(resent).toEqual([]);
  });

  it("while its queue has a backlog of unknown age", async () => {
    const lost = lostTasks();

    backlog = () => Promise.resolve({ count: 3, oldestAt: null });
    sendAll();
    await looks(lost, 100);

    expect(resent).toEqual([]);
  });

  it("while a consumer runs it, and once it is over", async () => {
    const lost = lostTasks();
    const kept = sendAll();

    succeed(kept, 0);
    kept.leases.set(1, leaseOf());
    await looks(lost, 4);

    expect(resent.flat()).toEqual([2]);
  });

  it("when its lease ran out while the backlog was asked for: its worker is lost, not its message", async () => {
    const lost = lostTasks();
    const kept = sendAll();

    [0, 1, 2].forEach((node) => kept.leases.set(node, leaseOf()));
    await looks(lost, 10);

    expect(resent).toEqual([]);
  });

  it("when it was reported while the backlog was asked for", async () => {
    const lost = lostTasks();
    const kept = sendAll();

    await looks(lost, 1);
    backlog = () => {
      [0, 1, 2].forEach((node) => succeed(kept, node));

      return Promise.resolve(EMPTY);
    };
    await looks(lost, 1);

    expect(resent).toEqual([]);
  });

  it("right after a load: whoever runs it has had no chance to say so", async () => {
    sendAll();
    now += 1_000_000;
    const lost = lostTasks();

    await lost.look();
    now += LOOK_MS;
    await lost.look();
    now += GRACE_MS - LOOK_MS - 1;
    await lost.look();
    expect(resent).toEqual([]);
    now += LOOK_MS;
    await lost.look();
    expect(resent).toHaveLength(1);
  });

  it("when the queue could not be looked at", async () => {
    const lost = lostTasks();

    sendAll();
    backlog = () => Promise.reject(new Error("The queue is away."));

    expect(await looks(lost, 10)).toBe(true);
    expect(resent).toEqual([]);
  });
});

describe("when nothing waits", () => {
  it("no look is needed any more, and none is made", async () => {
    let asked = 0;

    backlog = () => {
      asked += 1;

      return Promise.resolve(EMPTY);
    };

    expect(await looks(lostTasks(), 3)).toBe(false);
    expect(asked).toBe(0);
  });
});
