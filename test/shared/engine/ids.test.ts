import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  MAX_SHARDS,
  isRunId,
  makeRunId,
  parseTaskId,
  runCreatedAt,
  shardOf,
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

        expect(parseTaskId(taskIdOf(run, index, false))).toEqual({ run, node: index });
        expect(parseTaskId(run)).toEqual({ run, node: null });
      }),
    );
  });

  it("of a lone task is its run's", () => {
    expect(taskIdOf("some-run", 0, true)).toBe("some-run");
    expect(taskIdOf("some-run", 1, true)).toBe("some-run.1");
    expect(taskIdOf("some-run", 0, false)).toBe("some-run.0");
  });

  it.each([
    "",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
    "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
    "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.-1",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.01",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.1e3",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.12345678",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.g1",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f.1\n",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f/1",
    " 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  ])("is not %j", (text) => {
    expect(parseTaskId(text)).toBeUndefined();
  });
});
