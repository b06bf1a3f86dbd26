import { beforeEach, describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { LostTasks } from "../../durable/lost-tasks.ts";
import { group, s } from "../reference/signatures.ts";
import { NOW, send, started, succeed } from "./kept.ts";

const LOOK_MS = 10_000;
const GRACE_MS = 20_000;

let now: number;
let backlog: () => Promise<number>;
let runs: KeptRun[];
let sent: (readonly number[])[];

beforeEach(() => {
  now = NOW;
  backlog = () => Promise.resolve(0);
  runs = [started(group(s("echo"), s("echo"), s("echo")))];
  sent = [];
});

function lostTasks(): LostTasks {
  return new LostTasks({
    runs: () => runs,
    backlog: () => backlog(),
    send: (_, nodes) => sent.push(nodes),
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
    expect(sent).toEqual([]);
    await looks(lost, 1);
    expect(sent).toEqual([[0, 1, 2]]);
  });

  it("is sent again when the message sent for it is lost too", async () => {
    const lost = lostTasks();
    const kept = sendAll();

    await looks(lost, 2);
    kept.run.nodes.forEach((state, node) => {
      kept.run.nodes[node] = { ...state, sentAt: now + 1 };
    });
    await looks(lost, 1);
    expect(sent).toHaveLength(1);
    await looks(lost, 1);
    expect(sent).toHaveLength(2);
  });
});

describe("a task is left alone", () => {
  it("while its queue has a backlog, for hours", async () => {
    const lost = lostTasks();

    backlog = () => Promise.resolve(3);
    sendAll();

    expect(await looks(lost, 1000)).toBe(true);
    expect(sent).toEqual([]);
  });

  it("while a consumer runs it, and once it is over", async () => {
    const lost = lostTasks();
    const kept = sendAll();

    succeed(kept, 0);
    kept.leases.set(1, { attempt: 1, messageId: "m", deliveries: 1, startedAt: NOW });
    await looks(lost, 4);

    expect(sent.flat()).not.toContain(0);
    expect(sent.flat()).not.toContain(1);
    expect(sent.flat()).toContain(2);
  });

  it("when it was reported while the backlog was asked for", async () => {
    const lost = lostTasks();
    const kept = sendAll();

    await looks(lost, 1);
    backlog = () => {
      [0, 1, 2].forEach((node) => succeed(kept, node));

      return Promise.resolve(0);
    };
    await looks(lost, 1);

    expect(sent).toEqual([]);
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
    expect(sent).toEqual([]);
    now += LOOK_MS;
    await lost.look();
    expect(sent.length).toBeGreaterThan(0);
  });

  it("when the queue could not be looked at", async () => {
    const lost = lostTasks();

    sendAll();
    backlog = () => Promise.reject(new Error("The queue is away."));

    expect(await looks(lost, 10)).toBe(true);
    expect(sent).toEqual([]);
  });
});

describe("when nothing waits", () => {
  it("no look is needed any more, and none is made", async () => {
    let asked = 0;

    backlog = () => {
      asked += 1;

      return Promise.resolve(0);
    };

    expect(await looks(lostTasks(), 3)).toBe(false);
    expect(asked).toBe(0);
  });
});
