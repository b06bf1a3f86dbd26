import { describe, expect, it } from "vitest";

import { groupFrame, largeGroupOf, largeGroups } from "../../../shared/engine/group-frames.ts";
import { LARGE_GROUP_SIZE } from "../../../shared/wire/frames.ts";
import { chain, group, s } from "../../reference/signatures.ts";
import { fail, start, succeed, viewerOf } from "../../support/hand-run.ts";
import { RUN_ID } from "../../support/model-run.ts";

function times(count: number, task: string): ReturnType<typeof s>[] {
  return Array.from({ length: count }, () => s(task));
}

describe("a large group", () => {
  it("is one of more than 100 members; a smaller one is shown task by task", () => {
    const large = start(chain(s("echo"), group(...times(LARGE_GROUP_SIZE + 1, "echo"))));
    const small = start(chain(s("echo"), group(...times(LARGE_GROUP_SIZE, "echo"))));

    expect([0, 1, LARGE_GROUP_SIZE + 1].map((node) => largeGroupOf(large.run, node))).toEqual([
      -1, 0, 0,
    ]);
    expect(largeGroups(large.run)).toEqual([0]);
    expect(largeGroupOf(small.run, 1)).toBe(-1);
    expect(largeGroups(small.run)).toEqual([]);
  });

  it("is told as its counts, its map and its pace", () => {
    const memory = start(chain(s("echo"), group(...times(101, "echo"))));

    succeed(memory, 0);
    succeed(memory, 1);
    fail(memory, 3);

    const { cells, ...frame } = groupFrame(viewerOf(memory, 2), 0);

    expect(frame).toEqual({
      group_id: `${RUN_ID}.g0`,
      name: "echo",
      first: 1,
      size: 101,
      parent_id: `${RUN_ID}.0`,
      counts: { SUCCESS: 1, STARTED: 1, FAILURE: 1, PENDING: 98 },
      pace: { p50: 1000, p95: 1000, rate: 2000, ended_at: 1000 },
    });
    expect(Buffer.from(cells, "base64").subarray(0, 2)).toEqual(Buffer.from([0x42, 0x50]));
  });

  it("takes no more of a frame the larger it is", () => {
    const sizes = [2_000, 20_000].map((size) => {
      const memory = start(group(...times(size, "echo")));

      return JSON.stringify(groupFrame(viewerOf(memory), 0)).length;
    });

    expect(Math.max(...sizes)).toBeLessThan(3_000);
    expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBeLessThan(10);
  });

  it("has no name where its members are of different tasks", () => {
    const memory = start(group(...times(100, "echo"), s("add", 1, 1)));

    expect(groupFrame(viewerOf(memory), 0).name).toBeNull();
  });
});
