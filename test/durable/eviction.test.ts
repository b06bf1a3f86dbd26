import { describe, expect, it } from "vitest";

import { Backend, type Claimed, claim, planByHand, report, signature, submit } from "./by-hand.ts";

const plan = planByHand({
  task: "celery.chain",
  kwargs: {
    tasks: [
      signature("add", [1, 1]),
      {
        task: "celery.group",
        kwargs: { tasks: [signature("add", [10]), signature("mul", [10]), signature("echo")] },
        subtask_type: "group",
      },
      signature("xsum"),
      signature("mul", [2]),
    ],
  },
  subtask_type: "chain",
});

describe("an object that is evicted between any two calls", () => {
  it("still carries a run to its end", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);

    for (const node of [0, 2, 1, 3, 4, 5]) {
      await backend.evict();
      await runNode(backend, run, node);
    }

    await backend.evict();

    expect(
      await backend.ask((rpc) => rpc.run(run, { nodes: false, waitSeconds: 0 })),
    ).toMatchObject({
      state: "SUCCESS",
      result: 68,
      counts: { SUCCESS: 6 },
    });
  });

  it("does not take a report twice", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);
    const claimed = await runNode(backend, run, 0);

    await backend.evict();

    expect(await report(backend, claimed)).toBe(0);
  });

  it("takes the report of a task that it no longer knows to be running", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);

    await claim(backend, run, 0);
    await backend.evict();

    expect(await report(backend, { run, node: 0, task: "add", call: "[[1,1],{}]" })).toBe(1);
  });

  it("does not lose a revocation", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);

    await runNode(backend, run, 0);
    await backend.ask((rpc) => rpc.revoke(run, null, false));
    await backend.evict();

    expect(await claim(backend, run, 1)).toEqual({ kind: "skip", why: "final" });
    expect(
      await backend.ask((rpc) => rpc.run(run, { nodes: false, waitSeconds: 0 })),
    ).toMatchObject({
      state: "REVOKED",
      counts: { SUCCESS: 1, REVOKED: 5 },
    });
  });

  it("knows a run id that was submitted before", async () => {
    const backend = new Backend();
    const first = await submit(backend, plan);

    await backend.evict();

    expect(
      await backend.ask((rpc) =>
        rpc.submit({ v: 1, runs: [{ id: first, name: null, planParts: ["{}"] }] }),
      ),
    ).toMatchObject({ runs: [{ runId: first, created: false }] });
  });
});

describe("a claim", () => {
  it("is refused while another message runs the task", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);

    await claim(backend, run, 0, "first");

    expect(await claim(backend, run, 0, "second")).toEqual({ kind: "skip", why: "leased" });
  });

  it("is granted again when its answer got lost", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);
    const granted = await claim(backend, run, 0, "first");

    expect(await claim(backend, run, 0, "first")).toEqual(granted);
  });

  it("is refused for a node or a run that is not there, and for one that waits", async () => {
    const backend = new Backend();
    const run = await submit(backend, plan);

    expect(await claim(backend, run, 99)).toEqual({ kind: "skip", why: "unknown" });
    expect(await claim(backend, run, 4)).toEqual({ kind: "skip", why: "stale" });
    expect(await claim(backend, run.replace(/.$/, "x"), 0)).toEqual({
      kind: "skip",
      why: "unknown",
    });
  });
});

async function runNode(backend: Backend, run: string, node: number): Promise<Claimed> {
  const grant = await claim(backend, run, node);

  if (grant.kind === "skip" || grant.call === null) {
    throw new Error(`Node ${node} was not granted: ${JSON.stringify(grant)}`);
  }

  const claimed = { run, node, task: plan.nodes[node]?.task ?? "", call: grant.call };

  expect(await report(backend, claimed)).toBe(1);

  return claimed;
}
