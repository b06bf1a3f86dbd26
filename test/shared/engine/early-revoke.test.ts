import { describe, expect, it } from "vitest";

import { report, revoke, startMemoryRun } from "../../../shared/engine/memory-run.ts";
import { runError } from "../../../shared/engine/run-views.ts";
import { chain, group, s } from "../../reference/signatures.ts";
import { RUN_ID, isPlan, planOf } from "../../support/model-run.ts";

describe("a group whose members are all revoked while the step before it still runs", () => {
  it("ends as that step does, when that step fails", () => {
    expect(errorAfter("failure")).toMatchObject({ type: "ValueError", task_id: `${RUN_ID}.0` });
  });

  it("fails its body with the revocation, when that step succeeds", () => {
    expect(errorAfter("success")).toMatchObject({
      type: "ChordError",
      message: `Dependency ${RUN_ID}.1 raised TaskRevokedError('revoked')`,
    });
  });
});

function errorAfter(first: "success" | "failure"): unknown {
  const plan = planOf(chain(s("add", 1, 1), group(s("add", 1), s("add", 2)), s("xsum")));

  if (!isPlan(plan)) {
    throw new TypeError(plan.join("; "));
  }

  const memory = startMemoryRun(RUN_ID, plan, 1);
  const error = { type: "ValueError", message: "boom", traceback: null };

  revoke(memory, 1, 2);
  revoke(memory, 2, 3);
  report(
    memory,
    [
      {
        node: 0,
        attempt: 1,
        startedAt: 4,
        outcome: first === "success" ? { kind: "success", value: "2" } : { kind: "failure", error },
      },
    ],
    5,
  );

  return runError(memory.run);
}
