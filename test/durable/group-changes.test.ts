import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { chain, group, s } from "../reference/signatures.ts";
import { planFrom } from "../support/hand-run.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, started } from "./kept.ts";
import { type Client, WatchedRun } from "./watched-run.ts";

const MEMBERS = 1000;
/** Longer than any pause between two frames. */
const LONG_MS = 10_000;

function wide(): ReturnType<typeof started> {
  return started(chain(group(...Array.from({ length: MEMBERS }, () => s("echo"))), s("echo")));
}

type Step =
  | { readonly kind: "succeed" | "claim" | "lose"; readonly node: number }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "come" | "leave" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("succeed", "claim", "lose"), node: fc.nat(9) }),
  fc.record({ kind: fc.constant("wait"), ms: fc.constantFrom(0, 60, 400) }),
  fc.record({ kind: fc.constantFrom("come", "leave") }),
);

describe("who is told of large groups in changes", () => {
  it("is told of a group whole the first time, and then of the cells that moved", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, wide());
      const client = run.connect(run.newClient("changes"));

      run.succeed(7);
      run.advance(LONG_MS);
      run.succeed(8, 9);
      run.claim(20);
      run.advance(LONG_MS);

      expect(client.frames.map(({ frame }) => frame)).toMatchObject([
        { type: "snapshot", groups: [{ size: MEMBERS }] },
        { type: "delta", groups: [{ counts: { SUCCESS: 1 } }], group_changes: [] },
        {
          type: "delta",
          groups: [],
          group_changes: [
            {
              counts: { SUCCESS: 3, STARTED: 1 },
              changed_cells: { SUCCESS: [[8, 9]], STARTED: [[20, 20]] },
            },
          ],
        },
      ]);
      expect([...client.groups.values()]).toEqual(run.groups);
    }));

  it("is told what was undone since it came, though the others were never told of it", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, wide());

      run.connect(run.newClient("changes"));
      run.succeed(7);
      run.advance(0);
      run.claim(8);
      const late = run.connect(run.newClient("changes"));
      run.lose(8);
      run.advance(LONG_MS);

      expect([...late.groups.values()]).toEqual(run.groups);
    }));

  it("is told what was undone since the run began anew in part, which a snapshot had told", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, wide());
      const client = run.connect(run.newClient("changes"));
      const plan = planFrom(s("echo"));

      run.happen({ kind: "expanded", node: 0, startedAt: NOW, fragment: 0, plan });
      run.advance(LONG_MS);
      run.claim(8);
      run.happen({ kind: "restarted", nodes: [[0, 0]], edited: null });
      run.advance(LONG_MS);
      run.lose(8);
      run.advance(LONG_MS);

      expect(client.types).toEqual(["snapshot", "delta", "snapshot", "delta"]);
      expect([...client.groups.values()]).toEqual(run.groups);
    }));

  it("changes nothing for whoever did not ask for it", () =>
    withSql((sql) => {
      const run = new WatchedRun(sql, wide());
      const client = run.connect();

      run.connect(run.newClient("changes"));

      for (const node of [1, 2, 3]) {
        run.succeed(node);
        run.advance(LONG_MS);
      }

      const deltas = client.frames.map(({ frame }) => frame).slice(1);

      expect(deltas.map((frame) => "group_changes" in frame)).toEqual([false, false, false]);
      expect(deltas).toMatchObject(
        [1, 2, 3].map((done) => ({ groups: [{ size: MEMBERS, counts: { SUCCESS: done } }] })),
      );
    }));

  it("sees in the end what is seen by who never left, however often it comes and goes", () =>
    withSql((sql) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
          const run = new WatchedRun(sql, wide());
          const [whole, changes] = [run.connect(), run.connect(run.newClient("changes"))];
          const guest = run.newClient("changes");

          for (const each of steps) {
            take(each, run, guest);
          }

          run.disconnect(guest);
          run.connect(guest);
          run.advance(LONG_MS);

          for (const client of [whole, changes, guest]) {
            expect([...client.groups.values()]).toEqual(run.groups);
          }
        }),
        { numRuns: 100 },
      );
    }));
});

function take(each: Step, run: WatchedRun, guest: Client): void {
  switch (each.kind) {
    case "succeed":
    case "claim":
    case "lose":
      run[each.kind](each.node);
      break;
    case "wait":
      run.advance(each.ms);
      break;
    case "come":
      run.disconnect(guest);
      run.connect(guest);
      break;
    case "leave":
      run.disconnect(guest);
  }
}
