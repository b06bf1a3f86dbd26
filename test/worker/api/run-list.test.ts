import { array, assert, constantFrom, integer, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";

import { makeRunId } from "../../../shared/engine/ids.ts";
import type { ListReply, ListedRun } from "../../../shared/wire/rpc.ts";
import { mergeLists } from "../../../worker/api/run-list.ts";

const T0 = 1_800_000_000_000;

function idAt(ms: number, shard = 0): string {
  return makeRunId(T0 + ms, shard, new Uint8Array(8));
}

function listedRun(id: string): ListedRun {
  const summary = {
    run_id: id,
    kind: "canvas",
    name: null,
    state: "SUCCESS",
    created_at: "",
    finished_at: null,
    counts: {},
  } as const;

  return { id, summary };
}

function reply(ids: readonly string[], scannedTo: string | null = null): ListReply {
  return { runs: ids.map(listedRun), scannedTo };
}

test("shards are merged newest first", () => {
  const merged = mergeLists([reply([idAt(5), idAt(1)]), reply([idAt(4, 1), idAt(3, 1)])], 10);

  expect(merged.runs.map(({ run_id }) => run_id)).toEqual([
    idAt(5),
    idAt(4, 1),
    idAt(3, 1),
    idAt(1),
  ]);
  expect(merged).toMatchObject({ next_cursor: null, scanned_until: null });
});

test("the list ends where a shard stopped looking, and says so", () => {
  const merged = mergeLists([reply([idAt(9), idAt(2)]), reply([], idAt(5, 1))], 10);

  expect(merged.runs.map(({ run_id }) => run_id)).toEqual([idAt(9)]);
  expect(merged).toMatchObject({
    next_cursor: idAt(5, 1),
    scanned_until: new Date(T0 + 5).toISOString(),
  });
});

test("paging over shards that stop early at random shows every run once, newest first", () => {
  const shards = array(uniqueArray(integer({ min: 0, max: 300 }), { maxLength: 40 }), {
    minLength: 1,
    maxLength: 5,
  });

  assert(
    property(shards, constantFrom(1, 3, 10), constantFrom(1, 2, 7), (times, limit, scan) => {
      const stored = times.map((shard, index) =>
        shard
          .map((ms) => idAt(ms, index))
          .toSorted()
          .toReversed(),
      );
      const listed: string[] = [];
      let cursor: string | null = null;

      do {
        const replies = stored.map((ids) => {
          const older = ids.filter((id) => cursor === null || id < cursor);
          const looked = older.slice(0, Math.min(scan, limit));

          return reply(looked, looked.length < older.length ? (looked.at(-1) ?? null) : null);
        });
        const page = mergeLists(replies, limit);
        listed.push(...page.runs.map(({ run_id }) => run_id));
        cursor = page.next_cursor;
      } while (cursor !== null);

      expect(listed).toEqual(stored.flat().toSorted().toReversed());
    }),
  );
});
