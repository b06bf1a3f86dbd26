/** Random plans: not what a canvas compiles to, only what a plan may look like. */
import * as fc from "fast-check";

import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { Plan } from "../../shared/engine/plan.ts";

const json = fc.json({ maxDepth: 2 }).map((text): JsonValue => JSON.parse(text));
const object = fc
  .array(fc.tuple(fc.oneof(fc.string(), fc.constant("__proto__")), json), { maxLength: 3 })
  .map((entries): JsonObject => Object.fromEntries(entries));
const ref = fc.integer({ min: -100, max: 100 });
const refs = fc.array(fc.nat({ max: 100 }), { maxLength: 5 });

const node = fc.record({
  task: fc.string(),
  args: fc.array(json, { maxLength: 3 }),
  kwargs: object,
  options: fc.record(
    {
      queue: fc.string(),
      ignoreResult: fc.boolean(),
      requestedId: fc.string(),
      headers: object,
    },
    { requiredKeys: ["queue"] },
  ),
  input: fc.option(ref),
  immutable: fc.boolean(),
});

const watched = fc.oneof(
  fc.record({ ref, reportsAs: fc.nat({ max: 100 }) }),
  fc.nat({ max: 100 }).map((of) => ({ ref: of, reportsAs: of })),
);

const gate = fc.oneof(
  fc.record(
    {
      kind: fc.constant("join" as const),
      members: refs,
      after: fc.option(ref),
      failFast: fc.tuple(fc.nat(), fc.nat()),
    },
    { requiredKeys: ["kind", "members", "after"] },
  ),
  fc.record({ kind: fc.constant("link" as const), of: fc.nat({ max: 100 }) }),
  fc.record({
    kind: fc.constant("errback" as const),
    watched: fc.array(watched, { maxLength: 5 }),
  }),
);

export const arbitraryPlan: fc.Arbitrary<Plan> = fc.record(
  {
    nodes: fc.array(node, { maxLength: 6 }),
    gates: fc.array(gate, { maxLength: 4 }),
    output: ref,
    lone: fc.boolean(),
    fragments: fc.constant([]),
    chosenId: fc.string(),
    idempotencyKey: fc.string(),
  },
  { requiredKeys: ["nodes", "gates", "output", "lone", "fragments"] },
);
