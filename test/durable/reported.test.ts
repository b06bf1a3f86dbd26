import { describe, expect, it } from "vitest";

import type { KeptRun } from "../../durable/kept-run.ts";
import { PackStore } from "../../durable/pack-store.ts";
import { type Reported, decideReported } from "../../durable/reported.ts";
import type { Outcome } from "../../shared/engine/outcome.ts";
import type { ReportItem } from "../../shared/wire/rpc.ts";
import { group, s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { NOW, started, succeed, leaseOf } from "./kept.ts";

const ONE: Outcome = { kind: "success", value: "1" };

function item(
  kept: KeptRun,
  node: number,
  outcome: Outcome = ONE,
  ...logs: readonly string[]
): ReportItem {
  return {
    run: kept.run.id,
    node,
    attempt: 1,
    startedAt: NOW,
    outcome,
    logs: logs.map((message) => ({ at: NOW, message })),
  };
}

async function reported(kept: KeptRun, ...items: readonly ReportItem[]): Promise<Reported> {
  return withSql((sql) => decideReported(kept, items, { packs: new PackStore(sql), now: NOW }));
}

function three(): KeptRun {
  return started(group(s("echo"), s("echo"), s("echo")));
}

describe("a report", () => {
  it("becomes one fact a task", async () => {
    const kept = three();
    const error = { type: "ValueError", message: "boom", traceback: "at echo" };
    const { facts, packing } = await reported(
      kept,
      item(kept, 2),
      item(kept, 0, { kind: "failure", error }),
      item(kept, 1, { kind: "ignored" }),
    );

    expect(facts).toEqual([
      { kind: "succeeded", node: 2, startedAt: NOW, value: "1" },
      { kind: "failed", node: 0, startedAt: NOW, error },
      { kind: "ignored", node: 1, startedAt: NOW },
    ]);
    expect(packing.packs).toEqual([]);
  });

  it("puts large values and the lines that were logged side by side", async () => {
    const kept = three();
    const value = JSON.stringify("x".repeat(2000));
    const { facts, packing } = await reported(
      kept,
      item(kept, 0, { kind: "success", value }, "began", "ended"),
      item(kept, 1, ONE, "quick"),
    );

    expect(facts).toMatchObject([{ value: { pack: 0, offset: 0, bytes: 2002 } }, { value: "1" }]);
    expect(packing.packs).toEqual([
      {
        n: 0,
        chunks: [new TextEncoder().encode(value)],
        lines: [
          [0, NOW, "began"],
          [0, NOW, "ended"],
          [1, NOW, "quick"],
        ],
      },
    ]);
  });

  it("that does not count leaves neither a fact nor a value nor a line", async () => {
    const kept = three();
    const large: Outcome = { kind: "success", value: JSON.stringify("x".repeat(2000)) };

    succeed(kept, 0);

    const { facts, packing } = await reported(
      kept,
      item(kept, 0, large, "final"),
      { ...item(kept, 1, large, "another attempt"), attempt: 2 },
      item(kept, 2, ONE, "counts"),
      item(kept, 2, large, "second"),
      item(kept, 9, large, "no such task"),
    );

    expect(facts).toMatchObject([{ node: 2, value: "1" }]);
    expect(packing.packs).toEqual([{ n: 0, chunks: [], lines: [[2, NOW, "counts"]] }]);
  });

  it("of a result that no row can hold is a failure by name", async () => {
    const kept = three();
    const { facts, packing } = await reported(
      kept,
      item(kept, 0, { kind: "success", value: `"${"x".repeat(1_900_000)}"` }),
    );

    expect(facts).toMatchObject([{ kind: "failed", error: { type: "PayloadTooLarge" } }]);
    expect(packing.packs).toEqual([]);
  });

  it("of an error that says too much is cut, so that a row holds many", async () => {
    const kept = three();
    const text = "x".repeat(100_000);
    const { facts } = await reported(
      kept,
      item(kept, 0, { kind: "failure", error: { type: text, message: text, traceback: text } }),
    );

    expect(JSON.stringify(facts).length).toBeLessThan(10_000);
    expect(facts).toMatchObject([{ error: { message: expect.stringMatching(/^x+…$/) } }]);
  });

  it("counts from when its task was claimed, whatever the consumer's clock says", async () => {
    const kept = three();

    kept.leases.set(0, leaseOf({ startedAt: NOW - 500 }));

    expect((await reported(kept, item(kept, 0))).facts).toMatchObject([{ startedAt: NOW - 500 }]);
  });
});
