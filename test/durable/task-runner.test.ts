/** The runner's object with the real result backend behind it. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

import { RunnerStore } from "../../durable/runner-store.ts";
import { type RenewReply, RPC_VERSION } from "../../shared/wire/rpc.ts";
import type { HandedTask } from "../../shared/wire/runner-rpc.ts";
import { Backend, claim, planByHand, signature, submit } from "./by-hand.ts";

const backend = new Backend();
let runners = 0;

function freshRunner(): ReturnType<typeof env.TASK_RUNNER.getByName> {
  runners += 1;

  return env.TASK_RUNNER.getByName(`runner of a test ${runners}`);
}

/** A task as a consumer hands it over: claimed, with the lease that the claim got. */
async function handed(task: string, args: readonly number[]): Promise<HandedTask> {
  const run = await submit(backend, planByHand(signature(task, args)));
  const grant = await claim(backend, run, 0);

  if (grant.kind !== "run") {
    throw new Error(`The claim was refused: ${grant.why}.`);
  }

  return {
    message: { v: 1, run, node: 0, attempt: 1, task, call: null },
    taskId: run,
    retries: 0,
    limits: {},
    call: JSON.stringify([args, {}]),
    holder: { claimId: "m0", messageId: "m0", deliveries: 1, startedAt: grant.startedAt },
  };
}

async function finished(run: string): Promise<unknown> {
  return backend.ask((rpc) => rpc.run(run, { nodes: false, waitSeconds: 25 }));
}

function rowsOf(runner: ReturnType<typeof freshRunner>): Promise<number> {
  return runInDurableObject(runner, (_, { storage }) => new RunnerStore(storage).ids().length);
}

function renewed({ message, holder }: HandedTask): Promise<RenewReply> {
  const { run, node, attempt } = message;

  return backend.ask((rpc) =>
    rpc.renew({ v: RPC_VERSION, items: [{ run, node, attempt, ...holder }] }),
  );
}

describe("a task that was handed over", () => {
  it("runs, is reported, and leaves nothing behind", async () => {
    const runner = freshRunner();
    const task = await handed("add", [2, 3]);

    expect(await runner.take({ v: RPC_VERSION, isAlone: false, tasks: [task] })).toEqual({
      taken: 1,
    });
    expect(await finished(task.taskId)).toMatchObject({ state: "SUCCESS", result: 5 });
    await runDurableObjectAlarm(runner);
    expect(await rowsOf(runner)).toBe(0);
  });

  it("is no longer carried by its message: one that is delivered once more is refused", async () => {
    const runner = freshRunner();
    const task = await handed("sleep", [60]);

    await runner.take({ v: RPC_VERSION, isAlone: false, tasks: [task] });
    const { grants } = await backend.ask((rpc) =>
      rpc.claim({
        v: RPC_VERSION,
        claimId: "again",
        isAlone: true,
        items: [
          {
            run: task.taskId,
            node: 0,
            attempt: 1,
            wantsCall: false,
            messageId: "m0",
            deliveries: 2,
          },
        ],
      }),
    );

    expect(grants).toEqual([{ kind: "skip", why: "leased" }]);
    await backend.ask((rpc) => rpc.revoke(task.taskId, null, true));
  });

  it("does not run when it is over by then", async () => {
    const runner = freshRunner();
    const task = await handed("add", [2, 3]);

    await backend.ask((rpc) => rpc.revoke(task.taskId, null, false));

    expect(await runner.take({ v: RPC_VERSION, isAlone: false, tasks: [task] })).toEqual({
      taken: 1,
    });
    expect(await rowsOf(runner)).toBe(0);
  });

  it("is taken while there is room, for fifty side by side", async () => {
    const runner = freshRunner();
    const tasks = await Promise.all(Array.from({ length: 52 }, () => handed("sleep", [60])));

    expect(await runner.take({ v: RPC_VERSION, isAlone: false, tasks })).toEqual({ taken: 50 });
    expect(await runner.take({ v: RPC_VERSION, isAlone: false, tasks: tasks.slice(50) })).toEqual({
      taken: 0,
    });
  });
});

describe("a task that lost its worker before", () => {
  it("is taken where nothing else runs", async () => {
    const runner = freshRunner();
    const tasks = await Promise.all([handed("sleep", [60]), handed("sleep", [60])]);
    const replies = [];

    for (const task of tasks) {
      replies.push(await runner.take({ v: RPC_VERSION, isAlone: true, tasks: [task] }));
    }

    expect(replies).toEqual([{ taken: 1 }, { taken: 0 }]);
  });
});

describe("a runner that lost its memory", () => {
  it("says what it had been running, and that runs again", async () => {
    const runner = freshRunner();
    const task = await handed("add", [2, 3]);

    // As it is when the object dies right after the lease was taken over.
    await renewed({ ...task, holder: { ...task.holder, messageId: null } });
    await runInDurableObject(runner, (_, { storage }) => new RunnerStore(storage).add([task]));
    await evictDurableObject(runner);
    await runner.watch();
    await runDurableObjectAlarm(runner);

    // By the queue `solo`, whose consumer is the real one.
    expect(await finished(task.taskId)).toMatchObject({ state: "SUCCESS", result: 5 });
    expect(await rowsOf(runner)).toBe(0);
  });
});
