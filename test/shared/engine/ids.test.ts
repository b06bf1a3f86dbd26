import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  type AddressedRun,
  MAX_SHARDS,
  isChosenId,
  isRunId,
  makeRunId,
  parseTaskId,
  runCreatedAt,
  shardOf,
  shardOfName,
  taskIdOf,
} from "../../../shared/engine/ids.ts";

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const shard = fc.integer({ min: 0, max: MAX_SHARDS - 1 });
const random = fc.uint8Array({ minLength: 8, maxLength: 8 });
const node = fc.integer({ min: 0, max: 9_999_999 });

describe("a run id", () => {
  it("is the UUIDv7 of RFC 9562's own example", () => {
    const bytes = new Uint8Array([0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);

    expect(makeRunId(0x01_7f_22_e2_79_b0, 0xcc3, bytes)).toBe(
      "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    );
  });

  it("tells its shard and its time", () => {
    fc.assert(
      fc.property(time, shard, random, (at, number, bytes) => {
        const id = makeRunId(at, number, bytes);

        expect(isRunId(id)).toBe(true);
        expect(shardOf(id)).toBe(number);
        expect(runCreatedAt(id)).toBe(at);
      }),
    );
  });

  it("sorts after every older one, whatever their shards", () => {
    fc.assert(
      fc.property(fc.tuple(time, shard, random), fc.tuple(time, shard, random), (one, other) => {
        fc.pre(one[0] < other[0]);
        expect(makeRunId(...one) < makeRunId(...other)).toBe(true);
      }),
    );
  });
});

describe("a task id", () => {
  it("leads back to its run and node", () => {
    fc.assert(
      fc.property(time, shard, random, node, (at, number, bytes, index) => {
        const run = makeRunId(at, number, bytes);

        expect(parseTaskId(taskIdOf(named(run), index))).toEqual({ run, node: index });
        expect(parseTaskId(run)).toEqual({ run, node: null });
      }),
    );
  });

  it("of a lone task is its run's", () => {
    expect(taskIdOf(named("some-run", true), 0)).toBe("some-run");
    expect(taskIdOf(named("some-run", true), 1)).toBe("some-run.1");
    expect(taskIdOf(named("some-run"), 0)).toBe("some-run.0");
  });

  it.each([
    "",
    ".",
    "..",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.01",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.12345678",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.g1",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.1\n",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f/1",
    " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    "order 42",
    "a,b",
    "naïve",
    "x".repeat(256),
  ])("is not %j", (text) => {
    expect(parseTaskId(text)).toBeUndefined();
  });
});

describe("an id that a caller chose", () => {
  const chosen = fc
    .stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,40}$/)
    .filter((text) => !/\.g?\d+$/.test(text));

  it.each([
    "8a3b0f5e-6c1d-4e2f-9a7b-1c2d3e4f5a6b",
    "8A3B0F5E-6C1D-4E2F-9A7B-1C2D3E4F5A6B",
    "order-42",
    "user:7@eu",
    "v1.2-beta",
    "7",
    "_",
    "x".repeat(255),
  ])("may be %s", (text) => {
    expect(isChosenId(text)).toBe(true);
  });

  it.each([
    ["that could be a task of another run", "order.7"],
    ["that could be a group of another run", "order.g7"],
    ["that would be taken for one made here", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"],
    ["that a URL would resolve away", ".."],
  ])("may be none %s", (_, text) => {
    expect(isChosenId(text)).toBe(false);
  });

  it("leads to its run, and so do the ids of its tasks", () => {
    fc.assert(
      fc.property(chosen, node, fc.boolean(), (id, index, lone) => {
        const shown = taskIdOf(named(id, lone), index);

        expect(parseTaskId(shown)).toEqual({ run: id, node: shown === id ? null : index });
      }),
    );
  });

  it("leads to one of 8 shards, each of which gets its share of similar names", () => {
    const shards = Array.from({ length: 8000 }, (_, index) => shardOf(`order-${index}`));
    const shares = Map.groupBy(shards, (number) => number);

    expect(new Set(shares.keys())).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    expect(Math.min(...shares.values().map(({ length }) => length))).toBeGreaterThan(800);
  });

  it("leads where it always led: what is stored must be found again", () => {
    expect(["", "order-42", "8a3b0f5e-6c1d-4e2f-9a7b-1c2d3e4f5a6b"].map(shardOfName)).toEqual([
      1, 0, 5,
    ]);
  });
});

function named(publicId: string, lone = false): AddressedRun {
  return { publicId, plan: { lone } };
}
