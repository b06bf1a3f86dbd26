import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { READY_STATES } from "../../shared/wire/views.ts";
import canvasFailures from "../cases/canvas-failures.json" with { type: "json" };
import canvasResults from "../cases/canvas-results.json" with { type: "json" };
import chordSizes from "../cases/celery/chord_size_5.6.3.json" with { type: "json" };
import celeryBugs from "../cases/celery/known_celery_bugs.json" with { type: "json" };
import { randomCanvas } from "../reference/random-canvas.ts";
import { CELERY_BUG_ROWS } from "../reference/rows/celery-bug.ts";
import { chain, s, withOptions } from "../reference/signatures.ts";
import { TABLE } from "../reference/table.ts";
import type { FinishedRun } from "./api.ts";
import { expectedByReference, expectedByRow, outcomeOf, taskIdsOf } from "./expected-run.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

const NO_IGNORE = "no built-in task raises Ignore: the engine's tests in memory run this row";

/** Rows that revoke before anything runs cannot be timed over HTTP: the engine's tests in memory run them. */
const ROWS = TABLE.filter(({ revoked }) => revoked === undefined);

const { api } = useBuiltWorker();

describe("canvases run by Celery yield what Celery returned", { concurrent: true }, () => {
  it.for(canvasResults.cases)("$name", async ({ canvas, result }) => {
    expect(await run(canvas)).toMatchObject({ state: "SUCCESS", result, error: null });
  });
});

describe(
  "canvases with one failing task end as they did in Celery, or as they should have",
  { concurrent: true },
  () => {
    it.for(canvasFailures.cases)("$name", async ({ canvas, state, error }) => {
      const { nodes, ...ended } = await run(canvas);

      expect(ended).toMatchObject({ state, result: null });
      expect(ended.error?.type).toBe(error ?? ended.error?.type);
      expect(nodes.filter((node) => !READY_STATES.has(node.state))).toEqual([]);
    });
  },
);

describe("every construct does what the table says", { concurrent: true }, () => {
  it.for(ROWS)("$name", async ({ canvas, expect: expected }, { skip }) => {
    skip(JSON.stringify(canvas).includes('"ignore"'), NO_IGNORE);

    const answer = await api.post("/api/runs", { canvas });

    if ("refused" in expected) {
      expect(answer.status).toBe(422);
      return;
    }

    if (answer.status === 422) {
      // What the row's task would refuse when it runs, the API refuses before.
      expect(expected.error?.type).toBe("TypeError");
      expect(answer.body).toMatchObject({ type: "/problems/bad-arguments" });
      return;
    }

    const { run_id: id } = answer.body as { run_id: string };

    expect(outcomeOf(await api.finish(id))).toMatchObject(
      expectedByRow(expected, taskIdsOf(canvas, id)),
    );
  });
});

describe("what Celery itself gets wrong", () => {
  // One is no canvas but a schedule, the other needs a task that raises Reject.
  const elsewhere = new Set(["hourly-cron-fall-back", "reject-no-requeue"]);

  it.for(celeryBugs.cases.filter(({ id }) => !elsewhere.has(id)))("$id has its row", ({ id }) => {
    expect(CELERY_BUG_ROWS.some(({ name }) => name.startsWith(`${id}: `))).toBe(true);
  });

  it("revoke-middle-of-chain: the last step is REVOKED at once, the first ends by itself", async () => {
    // In a queue of its own: locally a queue delivers nothing else while its task runs.
    const first = withOptions(s("sleep", 2), { queue: "low" });
    const id = await api.submit(chain(first, s("add", 1), s("add", 1)));

    expect((await api.post(`/api/results/${id}.1/revoke`)).status).toBe(202);
    expect((await api.get(`/api/results/${id}.2`)).body).toMatchObject({ state: "REVOKED" });
    expect(outcomeOf(await api.finish(id))).toMatchObject({
      state: "REVOKED",
      error: { type: "TaskRevokedError", task_id: `${id}.1` },
      states: { [`${id}.0`]: "SUCCESS", [`${id}.1`]: "REVOKED", [`${id}.2`]: "REVOKED" },
    });
  });
});

describe("a chord waits for as many tasks as Celery's", { concurrent: true }, () => {
  it.for(Object.entries(chordSizes.cases))("%s", async ([, { chord, header_size }]) => {
    // Its shape is recorded, not its sense: `add` would not take what comes in beside its own two numbers.
    const canvas = JSON.parse(JSON.stringify(chord).replaceAll('"add"', '"echo"'));
    const { run_id: id, nodes, counts } = await run(canvas);
    const { body } = await api.get(`/api/runs/${id}/graph`);
    const { nodes: graph } = body as { nodes: { group_id: string | null; after: string[] }[] };
    // The body is the last of the canvas, so what it waits for is the header's group.
    const header = graph.filter(({ group_id: group }) => graph.at(-1)?.after.includes(group ?? ""));

    expect(header).toHaveLength(header_size);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(nodes.length);
    expect(nodes).toHaveLength(graph.length);
  });
});

describe("random canvases come to what the reference evaluator says", { concurrent: true }, () => {
  const canvases = fc.sample(randomCanvas(), { numRuns: 150, seed: 1 });

  it.for(canvases.map((canvas, index) => ({ index, canvas })))(
    "canvas $index",
    async ({ canvas }) => {
      const id = await api.submit(canvas);

      expect(outcomeOf(await api.finish(id))).toEqual(
        expectedByReference(canvas, taskIdsOf(canvas, id)),
      );
    },
  );
});

async function run(canvas: unknown): Promise<FinishedRun> {
  return api.finish(await api.submit(canvas));
}
