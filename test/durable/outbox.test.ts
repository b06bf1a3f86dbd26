import { beforeEach, describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { Outbox } from "../../durable/outbox.ts";
import { callOf } from "../../shared/engine/call.ts";
import { readInline, utf8Bytes } from "../../shared/engine/values.ts";
import type { TaskMessage } from "../../shared/wire/message.ts";
import { group, s, withOptions } from "../reference/signatures.ts";
import { retry, started, succeed } from "./kept.ts";

/** A call to a queue that has not been answered. */
interface Call {
  readonly queue: string;
  readonly messages: readonly TaskMessage[];
  readonly accept: () => void;
  readonly refuse: () => void;
}

let calls: Call[];
let timers: { readonly work: () => void; readonly ms: number }[];
let sent: string[];
let outbox: Outbox;

beforeEach(() => {
  calls = [];
  timers = [];
  sent = [];
  outbox = new Outbox({
    send: (queue, messages) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();

      calls.push({ queue, messages, accept: resolve, refuse: () => reject(new Error("no")) });

      return promise;
    },
    sent: (kept, nodes) => nodes.forEach((node) => sent.push(`${kept.run.id}.${node}`)),
    isGated: () => false,
    admit: async () => true,
    gated: () => undefined,
    callText: (kept, node) => callOf(kept.run, node, readInline),
    later: (work, ms) => timers.push({ work, ms }),
    failed: () => undefined,
  });
});

/** Everything that can happen now, happens. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
    const due = timers.filter(({ ms }) => ms === 0);

    timers = timers.filter(({ ms }) => ms > 0);
    due.forEach(({ work }) => work());
  }
}

/** The pause after a refusal is over. */
async function afterPause(): Promise<void> {
  const due = timers;

  timers = [];
  due.forEach(({ work }) => work());
  await settle();
}

/** Answers everything that is asked, and whatever is asked then. */
async function acceptAll(): Promise<readonly Call[]> {
  const accepted: Call[] = [];

  await settle();

  while (calls.length > 0) {
    const answered = calls;

    calls = [];
    answered.forEach((call) => call.accept());
    accepted.push(...answered);
    await settle();
  }

  return accepted;
}

function addAll(kept: KeptRun): void {
  outbox.add(kept, [...kept.run.nodes.keys()]);
}

function echoes(count: number, arg = "x"): KeptRun {
  return started(group(...Array.from({ length: count }, () => s("echo", arg))));
}

function idsOf(made: readonly Call[]): string[] {
  return made.flatMap(({ messages }) => messages.map(({ run, node }) => `${run}.${node}`));
}

describe("what is ready", () => {
  it("leaves with all that became ready in the same moment, in the order it came", async () => {
    const [one, other] = [echoes(2), echoes(1)];

    addAll(one);
    addAll(other);
    expect(calls).toEqual([]);
    const made = await acceptAll();

    expect(made).toHaveLength(1);
    expect(idsOf(made)).toEqual([`${one.run.id}.0`, `${one.run.id}.1`, `${other.run.id}.0`]);
  });

  it("carries a small call in its message; a large one is asked for at the claim", async () => {
    const kept = started(group(s("echo", 1), s("echo", "x".repeat(3000))));

    addAll(kept);
    const [call] = await acceptAll();

    expect(call?.messages).toEqual([
      { v: 1, run: kept.run.id, node: 0, attempt: 1, task: "echo", call: "[[1],{}]" },
      { v: 1, run: kept.run.id, node: 1, attempt: 1, task: "echo", call: null },
    ]);
  });

  it("is told as sent once each, when its queue took it and not before", async () => {
    const kept = echoes(250);

    addAll(kept);
    await settle();
    expect(sent).toEqual([]);
    await acceptAll();
    expect(sent.toSorted()).toEqual(
      [...kept.run.nodes.keys()].map((node) => `${kept.run.id}.${node}`).toSorted(),
    );
  });

  it("does not leave any more when it became final while it waited", async () => {
    const kept = echoes(3);

    addAll(kept);
    succeed(kept, 1);

    expect(idsOf(await acceptAll())).toEqual([`${kept.run.id}.0`, `${kept.run.id}.2`]);
  });

  it("does not leave before its time when its worker asked for a retry while it waited", async () => {
    const kept = echoes(2);

    // As after a load: it was sent, which nobody knows any more, and its report comes now.
    addAll(kept);
    retry(kept, 1, "in a minute");

    expect(idsOf(await acceptAll())).toEqual([`${kept.run.id}.0`]);
  });
});

describe("a call to a queue", () => {
  it("takes at most 100 messages", async () => {
    addAll(echoes(250));
    const made = await acceptAll();

    expect(made.map(({ messages }) => messages.length)).toEqual([100, 100, 50]);
  });

  it.each([
    ["plain text", "x".repeat(2000)],
    ["text of which each character is escaped", '"'.repeat(1000)],
    ["text of many bytes and escapes", '"漢"'.repeat(240)],
  ])("takes at most 256 KB: %s", async (_, arg) => {
    const kept = echoes(500, arg);

    addAll(kept);
    const made = await acceptAll();

    for (const { messages } of made) {
      expect(utf8Bytes(JSON.stringify(messages))).toBeLessThan(256_000);
    }

    expect(new Set(idsOf(made)).size).toBe(500);
    expect(made[0]?.messages.length).toBeGreaterThan(40);
  });

  it("is one of at most 6 side by side; the next begins when one is answered", async () => {
    addAll(echoes(1000));
    await settle();
    expect(calls).toHaveLength(6);
    calls[3]?.accept();
    await settle();
    expect(calls).toHaveLength(7);
  });
});

describe("what a queue refuses", () => {
  it("is offered again after a pause, with nothing lost and nothing twice", async () => {
    const kept = echoes(250);

    addAll(kept);
    await settle();
    calls.forEach((call, index) => (index === 1 ? call.refuse() : call.accept()));
    calls = [];
    await settle();
    expect(sent).toHaveLength(150);
    expect(calls).toEqual([]);
    await afterPause();

    const again = await acceptAll();

    expect(idsOf(again)).toHaveLength(100);
    expect(sent).toHaveLength(250);
    expect(new Set(sent).size).toBe(250);
  });

  it("is not offered again when it became final meanwhile", async () => {
    const kept = echoes(2);

    addAll(kept);
    await settle();
    calls.splice(0).forEach(({ refuse }) => refuse());
    await settle();
    succeed(kept, 0);
    await afterPause();

    expect(idsOf(await acceptAll())).toEqual([`${kept.run.id}.1`]);
  });

  it("does not keep other queues from being served, however much of it there is", async () => {
    const refused = started(
      group(...Array.from({ length: 2000 }, () => withOptions(s("echo"), { queue: "default" }))),
    );
    const other = echoes(1);
    const [node] = other.run.plan.nodes;

    // The catalog of the tests has one queue: the other is written into the plan.
    Object.assign(node?.options ?? {}, { queue: "payments" });
    addAll(refused);
    addAll(other);

    for (let turn = 0; turn < 5 && sent.length === 0; turn += 1) {
      await settle();
      calls
        .splice(0)
        .forEach(({ queue, accept, refuse }) => (queue === "payments" ? accept : refuse)());
      await settle();
      await afterPause();
    }

    expect(sent).toEqual([`${other.run.id}.0`]);
  });
});

describe("a call that cannot be read", () => {
  it("is left to the claim, and the messages beside it leave", async () => {
    const kept = echoes(3);
    const unreadable = new Outbox({
      send: (queue, messages) => {
        calls.push({ queue, messages, accept: () => undefined, refuse: () => undefined });

        return Promise.resolve();
      },
      sent: () => undefined,
      isGated: () => false,
      admit: async () => true,
      gated: () => undefined,
      callText: (_, node) => {
        if (node === 1) {
          throw new RangeError("Pack 0 is not there.");
        }

        return "[[],{}]";
      },
      later: (work, ms) => timers.push({ work, ms }),
      failed: () => undefined,
    });

    unreadable.add(kept, [0, 1, 2]);
    await settle();

    expect(calls[0]?.messages.map(({ call }) => call)).toEqual(["[[],{}]", null, "[[],{}]"]);
  });
});
