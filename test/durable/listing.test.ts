import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { Archive } from "../../durable/archive.ts";
import type { KeptRun } from "../../durable/kept-run.ts";
import { listRuns } from "../../durable/listing.ts";
import { LoneStore } from "../../durable/lone-store.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { ListQuery, ListReply } from "../../shared/wire/rpc.ts";
import { group, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, started, succeed } from "./kept.ts";

const EVERYTHING: ListQuery = {
  kind: "all",
  state: null,
  name: null,
  q: null,
  before: null,
  limit: 50,
};

function list(
  memory: readonly KeptRun[],
  archive: Archive,
  query: ListQuery,
  isExpired = (_finishedAt: number): boolean => false,
): ListReply {
  return listRuns({ runs: memory, archive, expiry: { isExpired } }, query);
}

/** All pages; a page must get further than the one before. */
function* pages(
  memory: readonly KeptRun[],
  archive: Archive,
  query: ListQuery,
): Generator<ListReply> {
  let { before } = query;

  for (;;) {
    const reply: ListReply = list(memory, archive, { ...query, before });

    yield reply;

    if (reply.scannedTo === null) {
      return;
    }

    if (before !== null && reply.scannedTo >= before) {
      throw new RangeError(`The page before ${before} says it read to ${reply.scannedTo}.`);
    }

    before = reply.scannedTo;
  }
}

function keep(archive: Archive, kept: KeptRun): void {
  if (kept.isBucketed) {
    archive.lones.write([kept]);
  } else {
    archive.runs.insert(kept, encodePlan(kept.run.plan));
  }
}

/** Where each run is kept, of what kind it is, how many milliseconds after the one before it came. */
const record = fc.record({
  where: fc.constantFrom("memory", "archive", "both"),
  kind: fc.constantFrom("canvas", "task", "large task"),
  later: fc.constantFrom(0, 1, 5000, 40_000),
});

const SIGNATURES = {
  canvas: group(s("echo")),
  task: s("echo"),
  "large task": s("echo", "x".repeat(3000)),
} as const;

describe("a list of runs", () => {
  it("has each run once, newest first, page by page, wherever it is kept", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom("all", "canvas", "task"),
        (records, limit, kind) =>
          withSql((sql) => {
            const archive = new Archive(sql);
            const memory: KeptRun[] = [];
            const expected: string[] = [];
            let at = NOW;

            for (const each of records) {
              at += each.later;
              const kept = started(SIGNATURES[each.kind], at);

              if (each.where !== "archive") {
                memory.push(kept);
              }
              if (each.where !== "memory") {
                keep(archive, kept);
              }
              if (kind === "all" || (each.kind === "canvas") === (kind === "canvas")) {
                expected.push(kept.run.id);
              }
            }

            const listed = [...pages(memory, archive, { ...EVERYTHING, kind, limit })];

            expect(listed.flatMap(({ runs }) => runs.map(({ id }) => id))).toEqual(
              expected.toReversed(),
            );
            listed.forEach(({ runs }) => expect(runs.length).toBeLessThanOrEqual(limit));
          }),
      ),
      { numRuns: 60 },
    );
  });

  it("shows a run as it is in memory, not as it was at the newest checkpoint", () =>
    withSql((sql) => {
      const archive = new Archive(sql);
      const kept = started(group(s("echo")));

      keep(archive, kept);
      succeed(kept, 0);

      expect(list([kept], archive, EVERYTHING).runs).toMatchObject([
        { summary: { state: "SUCCESS" } },
      ]);
      expect(list([kept], archive, { ...EVERYTHING, state: "PENDING" }).runs).toEqual([]);
    }));

  it("has nothing that expired, wherever it is still kept", () =>
    withSql((sql) => {
      const archive = new Archive(sql);
      const runs = [group(s("echo")), s("echo"), group(s("echo")), s("echo")].map((canvas) =>
        started(canvas),
      );
      const [, , inMemory, open] = runs;

      runs.slice(0, 3).forEach((kept) => succeed(kept, 0));
      runs.forEach((kept) => keep(archive, kept));

      const listed = list(
        inMemory === undefined ? [] : [inMemory],
        archive,
        EVERYTHING,
        (at) => at === NOW,
      );

      expect(listed.runs.map(({ id }) => id)).toEqual([open?.run.id]);
    }));

  it.each<[string, Partial<ListQuery>, readonly number[]]>([
    ["a state", { state: "SUCCESS" }, [1]],
    ["a name", { name: "echo" }, [2]],
    ["part of a name, in any case", { q: "ECH" }, [2]],
    ["canvases", { kind: "canvas" }, [1, 0]],
  ])("may be of those with %s", (_, filter, expected) =>
    withSql((sql) => {
      const archive = new Archive(sql);
      const runs = [started(group(s("echo"))), started(group(s("echo"))), started(s("echo"))];

      succeed(runs[1] ?? started(s("echo")), 0);
      runs.forEach((kept) => keep(archive, kept));

      expect(list([], archive, { ...EVERYTHING, ...filter }).runs.map(({ id }) => id)).toEqual(
        expected.map((index) => runs[index]?.run.id),
      );
    }),
  );
});

describe("a look that matches nothing", () => {
  it("says how far it read, and the next one goes on from there to the end", () =>
    withSql((sql) => {
      const archive = new Archive(sql);
      const ids = Array.from({ length: 6000 }, () => {
        const kept = started(group(s("echo")));

        keep(archive, kept);

        return kept.run.id;
      });
      const read = [...pages([], archive, { ...EVERYTHING, name: "nobody", kind: "canvas" })];

      expect(read).toEqual([
        { runs: [], scannedTo: ids[1000] },
        { runs: [], scannedTo: null },
      ]);
    }));

  it.each(["the archive", "memory"])("does not hide what lies behind it in %s", (where) =>
    withSql((sql) => {
      const archive = new Archive(sql);
      const oldest = started(group(s("echo")));
      const memory = where === "memory" ? [oldest] : [];

      succeed(oldest, 0);
      keep(archive, oldest);

      for (let count = 0; count < 6000; count += 1) {
        keep(archive, started(group(s("echo"))));
      }

      const read = [...pages(memory, archive, { ...EVERYTHING, state: "SUCCESS" })];

      expect(read.map(({ runs }) => runs.map(({ id }) => id))).toEqual([[], [oldest.run.id]]);
    }),
  );
});

describe("a burst of lone tasks in one bucket", () => {
  it("is listed to its end, though it is more than one look reads", () =>
    withSql((sql) => {
      const archive = new Archive(sql);
      const lones = Array.from({ length: 6000 }, () => started(s("echo")));

      new LoneStore(sql).write(lones);

      const read = [...pages([], archive, { ...EVERYTHING, limit: 2000 })];

      expect(read.flatMap(({ runs }) => runs.map(({ id }) => id))).toEqual(
        lones.map(({ run }) => run.id).toReversed(),
      );
    }));
});
