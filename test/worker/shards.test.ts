import { describe, expect, test } from "vitest";

import { MAX_SHARDS } from "../../shared/engine/ids.ts";
import { nextSticky, randomShard, shardCountOf, shardsOf } from "../../worker/shards.ts";

describe("lone tasks", () => {
  const start = nextSticky(null, 8, 0, 0.5);

  test("stay on one shard for 256 submits, then move", () => {
    let sticky = start;
    const shards = [sticky.shard];

    for (let submit = 1; submit < 257; submit += 1) {
      sticky = nextSticky(sticky, 8, 0, 0.99);
      shards.push(sticky.shard);
    }

    expect(new Set(shards.slice(0, 256))).toEqual(new Set([4]));
    expect(shards[256]).toBe(7);
  });

  test("stay on one shard for a second, then move", () => {
    expect(nextSticky(start, 8, 999, 0.99).shard).toBe(4);
    expect(nextSticky(start, 8, 1000, 0.99).shard).toBe(7);
  });

  test("leave a shard that no longer takes new runs", () => {
    expect(nextSticky(start, 2, 0, 0.99).shard).toBe(1);
  });
});

test("every shard is drawn, and none beyond the last", () => {
  expect(randomShard(8, 0)).toBe(0);
  expect(randomShard(8, 1 - Number.EPSILON)).toBe(7);
});

test("shards are looked at that only what has a name goes to", () => {
  expect(shardsOf({ LOVAGE_SHARDS: "1" })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(shardsOf({ LOVAGE_SHARDS: "9" })).toHaveLength(9);
});

test.each(["0", "-1", "1.5", "eight", "", String(MAX_SHARDS + 1)])(
  "LOVAGE_SHARDS = %j is refused by name",
  (count) => {
    expect(() => shardCountOf({ LOVAGE_SHARDS: count })).toThrow(`LOVAGE_SHARDS is "${count}"`);
  },
);
