import { array, assert, integer, nat, property, record } from "fast-check";
import { describe, expect, it } from "vitest";

import { timeScale } from "../../../../web/run/timeline/time-scale.ts";

const MINUTE = 60_000;

const busy = array(
  record({ from: nat({ max: 1_000_000 }), length: nat({ max: 50_000 }) }).map(
    ({ from, length }) => ({ from, to: from + length }),
  ),
);
const end = integer({ min: 1, max: 1_000_000 });

describe("the line of time", () => {
  it("keeps the order of moments and stays between its ends, whatever is cut short", () => {
    assert(
      property(busy, end, nat({ max: 1_000_000 }), nat({ max: 1_000_000 }), (each, to, a, b) => {
        const { at } = timeScale(each, to);

        expect(Math.sign(at(Math.max(a, b)) - at(Math.min(a, b)))).not.toBe(-1);
        expect(at(0)).toBe(0);
        expect(at(to)).toBeCloseTo(1);
      }),
    );
  });

  it("cuts nothing where all that happens takes no time: nothing else would be left to show", () => {
    const { at, breaks } = timeScale([{ from: 5_001, to: 5_001 }], 10_002);

    expect(breaks).toEqual([]);
    expect(at(5_001)).toBeCloseTo(0.5);
    expect(at(10_002)).toBe(1);
  });

  it("finds the moment at a place again", () => {
    assert(
      property(busy, end, nat({ max: 1_000 }), (each, to, thousandth) => {
        const moment = (thousandth / 1_000) * to;
        const { at, timeAt } = timeScale(each, to);

        expect(Math.abs(timeAt(at(moment)) - moment)).toBeLessThan(1);
      }),
    );
  });

  it("is even while something always happens", () => {
    expect(timeScale([{ from: 0, to: 100 }], 100).at(25)).toBeCloseTo(0.25);
  });

  it("cuts a long wait short, so that what comes after it can be seen", () => {
    const { at, breaks } = timeScale(
      [
        { from: 0, to: 1_000 },
        { from: 60 * MINUTE, to: 60 * MINUTE + 1_000 },
      ],
      60 * MINUTE + 1_000,
    );

    expect(breaks.map(({ from, to }) => [from, to])).toEqual([[1_000, 60 * MINUTE]]);
    expect(at(1_000)).toBeCloseTo(0.48);
    expect(at(60 * MINUTE)).toBeCloseTo(0.52);
  });

  it("has a handful of round moments, also when most of it is cut", () => {
    expect(timeScale([{ from: 0, to: 1_234 }], 1_234).ticks).toEqual([0, 500, 1_000]);
    assert(
      property(busy, end, (each, to) => {
        expect(timeScale(each, to).ticks.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});
