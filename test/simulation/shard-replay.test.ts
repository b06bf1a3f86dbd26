/**
 * A shard that dies again and again against its twin that never does. Both get the same commands at the same times; one of them is killed
 * inside or after its writes, loaded again from its database, and given the command again, as a caller whose call broke would do.
 * After each command their runs must be the same.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { CANVAS_TASK, EACH_TASK } from "../../shared/canvas/each.ts";
import { randomCanvas } from "../reference/random-canvas.ts";
import { chain, immutable, s, withKwargs } from "../reference/signatures.ts";
import type { Kill } from "../support/node-sql.ts";
import { type Step, TwinShards } from "./twin-shards.ts";

/** A lone task that puts a canvas in its place. */
const put = randomCanvas().map((canvas) => withKwargs(s(CANVAS_TASK), { canvas }));

/** A canvas for each item of a list. */
const fannedOut = fc
  .tuple(fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), randomCanvas())
  .map(([items, canvas]) =>
    chain(
      s("echo", items),
      withKwargs(s(EACH_TASK), { task: chain(s("add", 1), immutable(canvas)) }),
      s("echo"),
    ),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("submit"),
      canvases: fc.array(fc.oneof({ weight: 3, arbitrary: randomCanvas() }, put, fannedOut), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("report"),
      count: fc.integer({ min: 1, max: 12 }),
      pick: fc.nat(),
      padding: fc.constantFrom(0, 0, 0, 1500, 4000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("sent"), count: fc.integer({ min: 1, max: 20 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("revoke"),
      pick: fc.nat(),
      node: fc.option(fc.nat({ max: 5 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("restart"),
      pick: fc.nat(),
      node: fc.option(fc.nat({ max: 5 })),
      padding: fc.constantFrom(0, 1500),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("checkpoint") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sweep") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("alarm"),
      seconds: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 100, max: 2000 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove"), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("expire") }) },
);

const kill: fc.Arbitrary<Kill> = fc.constantFrom("never", "inside", "after", "after");

describe("a shard loaded from its checkpoint and log", () => {
  it("equals the one that never died, whatever was written when it was killed", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, kill), { minLength: 5, maxLength: 40 }), (steps) => {
        const twins = new TwinShards();

        for (const [each, fate] of steps) {
          twins.take(each, fate);
          expect(twins.mortal()).toEqual(twins.immortal());
          expect(twins.loadedNow()).toEqual(twins.immortal());
          expect(twins.missed()).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
