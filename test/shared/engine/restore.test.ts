import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { restoreRun } from "../../../shared/engine/restore.ts";
import { newRun } from "../../../shared/engine/run.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { AT, factsOf, runAfter } from "../../support/facts-of.ts";
import { planFrom } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

describe("a run restored from its nodes", () => {
  it("equals the live one, wherever in its life that was", () => {
    fc.assert(
      fc.property(randomCanvas(), fc.infiniteStream(fc.nat()), (canvas, dice) => {
        const plan = planFrom(canvas);
        const facts = factsOf(plan, (count) => Number(dice.next().value) % count);

        for (const length of facts.keys()) {
          const live = runAfter(plan, facts.slice(0, length + 1));
          const restored = newRun(RUN_ID, null, plan, AT);

          restoreRun(restored, live.nodes, live.finishedAt);
          expect(restored).toEqual(live);
        }
      }),
      { numRuns: 300 },
    );
  });
});
