import * as fc from "fast-check";
import { describe, it } from "vitest";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { TABLE } from "../../reference/table.ts";
import { engineOutcomes, nodesByPath, referenceOutcomes } from "../../support/against-reference.ts";
import { isPlan, planOf, runModel } from "../../support/model-run.ts";
import { withPaths } from "../../support/paths.ts";

describe("the engine and the reference evaluator agree", () => {
  it.each(TABLE.map((row) => [row.name, row] as const))(
    "%s",
    (_, { canvas, revoked = [], expect: expected }) => {
      const plan = planOf(withPaths(canvas));
      if ("refused" in expected) {
        expectRefused(plan);
        return;
      }
      agree(canvas, plan, revoked);
    },
  );

  it("on 5,000 random canvases, whatever order the reports come in", () => {
    fc.assert(
      fc.property(randomCanvas(), fc.infiniteStream(fc.nat()), (canvas, dice) => {
        agree(canvas, planOf(withPaths(canvas)), [], (count) => Number(dice.next().value) % count);
      }),
      { numRuns: 5000 },
    );
  });
});

function agree(
  canvas: JsonValue,
  plan: ReturnType<typeof planOf>,
  revoked: readonly string[],
  pick?: (count: number) => number,
): void {
  if (!isPlan(plan)) {
    throw new Error(`The canvas was refused: ${plan.join("; ")}`);
  }
  const byPath = nodesByPath(plan);
  const memory = runModel(
    plan,
    pick,
    revoked.flatMap((path) => byPath.get(path) ?? []),
  );
  const engine = engineOutcomes(memory, memory);
  const reference = referenceOutcomes(canvas, plan, new Set(revoked));
  if (JSON.stringify(engine) !== JSON.stringify(reference)) {
    throw new Error(
      `engine:    ${JSON.stringify(engine, null, 1)}\nreference: ${JSON.stringify(reference, null, 1)}`,
    );
  }
}

function expectRefused(plan: ReturnType<typeof planOf>): void {
  if (isPlan(plan)) {
    throw new Error("The canvas was not refused.");
  }
}
