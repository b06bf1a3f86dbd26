import { describe, expect, it } from "vitest";

import { executeTask } from "../../../shared/task/execute.ts";
import { progressOf } from "../../../shared/task/progress.ts";
import { execution, oneOff, ports } from "./sample-tasks.ts";

describe("what a task says of how far it is", () => {
  it("is a state of its own making, PROGRESS where it names none, and any JSON", () => {
    expect(progressOf({ meta: { current: 1, total: 3 } })).toEqual({
      state: "PROGRESS",
      meta: '{"current":1,"total":3}',
    });
    expect(progressOf({ state: "UPLOADING" })).toEqual({ state: "UPLOADING", meta: "null" });
  });

  it("is none of Celery's states, which the backend gives", () => {
    for (const state of ["SUCCESS", "STARTED", "progress", "", "A".repeat(51)]) {
      expect(() => progressOf({ state })).toThrow(TypeError);
    }
  });

  it("is refused where it is no JSON or too much to travel with each renewal", () => {
    expect(() => progressOf({ meta: { at: new Date() } })).toThrow("meta.at: expected JSON");
    expect(() => progressOf({ meta: "x".repeat(20_000) })).toThrow(RangeError);
  });

  it("is told on while the task runs, and does not end it", async () => {
    const told: unknown[] = [];
    const outcome = await executeTask(
      oneOff(({ updateState }) => {
        updateState({ meta: 1 });
        updateState({ meta: 2 });

        return "done";
      }),
      execution(),
      ports({ tell: (progress) => void told.push(progress) }),
    );

    expect(told).toEqual([
      { state: "PROGRESS", meta: "1" },
      { state: "PROGRESS", meta: "2" },
    ]);
    expect(outcome).toEqual({ kind: "success", value: '"done"' });
  });
});
