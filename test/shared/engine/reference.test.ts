import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import type { Plan } from "../../../shared/engine/plan.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { TABLE } from "../../reference/table.ts";
import {
  type Outcomes,
  engineOutcomes,
  nodesByPath,
  referenceOutcomes,
} from "../../support/against-reference.ts";
import { isPlan, planOf, runModel } from "../../support/model-run.ts";
import { withPaths } from "../../support/paths.ts";

const refusedRows = TABLE.filter((row) => "refused" in row.expect);
const runRows = TABLE.filter((row) => !("refused" in row.expect));

describe("the engine and the reference evaluator agree", () => {
  it.each(refusedRows)("$name", ({ canvas }) => {
    expect(planOf(withPaths(canvas))).toBeInstanceOf(Array);
  });

  it.each(runRows)("$name", ({ canvas, revoked = [] }) => {
    const plan = markedPlan(canvas);

    expect(run(plan, { revoked })).toEqual(
      referenceOutcomes(canvas, plan, { revoked: new Set(revoked) }),
    );
  });

  it("on 5,000 random canvases, whatever order the reports come in", () => {
    fc.assert(
      fc.property(randomCanvas(), fc.infiniteStream(fc.nat()), (canvas, dice) => {
        const plan = markedPlan(canvas);
        const pick = (count: number): number => Number(dice.next().value) % count;

        expect(run(plan, { pick })).toEqual(referenceOutcomes(canvas, plan));
      }),
      { numRuns: 5000 },
    );
  });
});

function markedPlan(canvas: JsonValue): Plan {
  const plan = planOf(withPaths(canvas));

  if (!isPlan(plan)) {
    throw new TypeError(`The canvas was refused: ${plan.join("; ")}`);
  }

  return plan;
}

interface Situation {
  readonly revoked?: readonly string[];
  readonly pick?: (count: number) => number;
}

function run(plan: Plan, { revoked = [], pick }: Situation): Outcomes {
  const byPath = nodesByPath(plan);

  return engineOutcomes(
    runModel(
      plan,
      pick,
      revoked.flatMap((path) => byPath.get(path) ?? []),
    ).run,
  );
}
