import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { buildGraph, dependentsOf, sourcesOf } from "../../../shared/engine/graph.ts";
import { type Plan, gateRef } from "../../../shared/engine/plan.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { chain, chord, group, s } from "../../reference/signatures.ts";
import { planFrom } from "../../support/hand-run.ts";

describe("the graph of a plan", () => {
  it("has an edge for each input and each source of a gate, and no other", () => {
    fc.assert(
      fc.property(randomCanvas(), (canvas) => {
        const plan = planFrom(canvas);
        const graph = buildGraph(plan);
        const froms = [...plan.nodes.keys(), ...plan.gates.keys().map(gateRef)];
        const built = froms.flatMap((from) =>
          Array.from(dependentsOf(plan, graph, from), (to) => `${from} ${to}`),
        );
        const planned = [
          ...plan.nodes.flatMap(({ input }, node) => (input === null ? [] : [`${input} ${node}`])),
          ...plan.gates.flatMap((gate, index) =>
            sourcesOf(gate).map((from) => `${from} ${gateRef(index)}`),
          ),
        ];

        expect(built.toSorted()).toEqual(planned.toSorted());
      }),
      { numRuns: 200 },
    );
  });

  it("has as many edges as members and bodies, not their product", () => {
    const header = Array.from({ length: 50 }, () => s("echo"));
    const plan = planFrom(chain(group(...header), group(...header)));

    expect(buildGraph(plan).targets).toHaveLength(50 + 50 + 50 + 1);
  });

  it("knows the group of each member, and that a body is in none", () => {
    const plan = planFrom(chord([s("echo"), chain(s("echo"), s("echo"))], s("xsum")));

    expect([...buildGraph(plan).groupOf]).toEqual([0, -1, 0, -1]);
  });

  it("counts a task among the first of the groups that a drawing puts it in", () => {
    const plan = planFrom(group(s("echo"), s("echo"), s("echo")));
    const gates: Plan["gates"] = [
      { kind: "join", members: [0, 1], after: null },
      { kind: "join", members: [1, 2], after: null },
    ];

    expect([...buildGraph({ ...plan, gates }).groupOf]).toEqual([0, 0, 1]);
  });
});
