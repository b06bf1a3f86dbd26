import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { evaluate } from "./evaluate.ts";
import { randomCanvas, randomCanvasWithoutFailure } from "./random-canvas.ts";

const RUNS = { numRuns: 1000 };

describe("random canvases", () => {
  it("end with every task in a final state and every error traced to its task", () => {
    fc.assert(
      fc.property(randomCanvas(), (canvas) => {
        const { state, error, records } = evaluate(canvas);
        const paths = new Set(records.map(({ path }) => path));

        expect(paths.size).toBe(records.length);
        expect(!error?.origin || paths.has(error.origin)).toBe(true);
        expect(error === null).toBe(state === "SUCCESS");
      }),
      RUNS,
    );
  });

  it("leave no task of the canvas itself unfinished when nothing fails", () => {
    fc.assert(
      fc.property(randomCanvasWithoutFailure(), (canvas) => {
        const { state, records } = evaluate(canvas);
        const states = records.map((record) => record.state);

        expect(state).toBe("SUCCESS");
        expect(states).not.toContain("FAILURE");
        expect(
          records.filter(({ role }) => role === "step").map((record) => record.state),
        ).not.toContain("IGNORED");
      }),
      RUNS,
    );
  });

  it("compute with integers that stay exact", () => {
    fc.assert(
      fc.property(randomCanvas(), (canvas) => {
        expect(evaluate(canvas).records.every(({ value }) => isExact(value))).toBe(true);
      }),
      RUNS,
    );
  });

  it("are of every kind", () => {
    const texts = fc.sample(randomCanvas(), 1000).map((canvas) => JSON.stringify(canvas));
    const share = (text: string): number => texts.filter((json) => json.includes(text)).length;

    for (const word of KINDS) {
      expect(share(word), word).toBeGreaterThan(20);
    }
  });
});

const KINDS = [
  "celery.chain",
  "celery.group",
  "celery.chord",
  "celery.map",
  "celery.starmap",
  "celery.chunks",
  '"link":',
  '"link_error":',
  '"immutable":true',
  '"ignore_result":true',
  '"header":[]',
  '"tasks":[]',
  '"task":"fail"',
];

function isExact(value: JsonValue): boolean {
  return Array.isArray(value)
    ? value.every(isExact)
    : typeof value !== "number" || (Number.isSafeInteger(value) && !Object.is(value, -0));
}
