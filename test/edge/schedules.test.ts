import { expect, it, vi } from "vitest";

import type { ScheduleView } from "../../shared/wire/schedules.ts";
import { useBuiltWorker } from "./use-built-worker.ts";

const PATH = "/api/schedules/often";
const PATIENCE_MS = 60_000;

const { worker, api } = useBuiltWorker();

// After the kill, the alarm that is left on disk is all that can wake the scheduler: nobody calls it.
it("a schedule goes on by itself when the Worker was killed, and each due time becomes one run", async () => {
  const { status } = await api.post("/api/schedules", {
    name: "often",
    task: "add",
    args: [20, 22],
    schedule: { every: 0.5 },
    overlap: "allow",
  });

  expect(status).toBe(201);

  const { total_run_count: before } = await countOf(3);

  await worker.restart();
  await vi.waitFor(
    async () => expect((await runs()).length).toBeGreaterThanOrEqual(before + 3),
    PATIENCE_MS,
  );
  await api.send("PATCH", PATH, { enabled: false });

  // What was being fired at that moment is told of a moment later.
  const { history } = await vi.waitFor(async () => {
    const entry = await countOf(before + 3);

    expect(await runs()).toHaveLength(entry.total_run_count);

    return entry;
  }, PATIENCE_MS);
  const fired = history.filter(({ outcome }) => outcome === "fired");
  const ids = fired.map(({ run_id: id }) => id ?? "");

  expect(new Set(fired.map(({ due_at }) => due_at)).size).toBe(fired.length);
  expect((await runs()).slice(0, ids.length)).toEqual(ids);

  for (const id of ids) {
    expect(await api.finish(id)).toMatchObject({ name: "often", state: "SUCCESS", result: 42 });
  }
});

/** The entry, once it has fired so often. */
async function countOf(count: number): Promise<ScheduleView> {
  return vi.waitFor(async () => {
    const { body } = await api.get(PATH);
    const entry = body as ScheduleView;

    expect(entry.total_run_count).toBeGreaterThanOrEqual(count);

    return entry;
  }, PATIENCE_MS);
}

/** Their ids, newest first. */
async function runs(): Promise<readonly string[]> {
  const { body } = await api.get("/api/runs?kind=all&name=often&limit=200");

  return (body as { readonly runs: readonly { readonly run_id: string }[] }).runs.map(
    ({ run_id: id }) => id,
  );
}
