import { describe, expect, it } from "vitest";

import type { Signature } from "../../../shared/canvas/signature.ts";
import type { RecordedOutcome } from "../../../shared/engine/decide.ts";
import { report } from "../../../shared/engine/memory-run.ts";
import { runError } from "../../../shared/engine/run-views.ts";
import { isRunFinal } from "../../../shared/engine/run.ts";
import { chain, chord, group, s, withOptions } from "../../reference/signatures.ts";
import { START, fail, planFrom, start, succeed } from "../../support/hand-run.ts";
import { RUN_ID, planOf } from "../../support/model-run.ts";

describe("a header that is to fail fast", () => {
  it("ends with its first failure, and all of its tasks that are not over with it", () => {
    const memory = start(
      fast(
        chord(
          [s("add", 1, 1), chain(s("add", 1, 1), s("echo")), s("fail"), s("add", 2, 2)],
          s("xsum"),
        ),
      ),
    );

    succeed(memory, 0);
    fail(memory, 3);

    expect(isRunFinal(memory.run)).toBe(true);
    expect(memory.run.nodes.map(({ status }) => status)).toEqual([
      "SUCCESS",
      "REVOKED",
      "REVOKED",
      "FAILURE",
      "REVOKED",
      "FAILURE",
    ]);
    expect(runError(memory.run)).toMatchObject({
      message: `Dependency ${RUN_ID}.3 raised ValueError('boom')`,
    });
  });

  it("tells what may be running to stop, and what only waited that it was revoked", () => {
    const memory = start(
      fast(chord([s("add", 1, 1), chain(s("fail"), s("echo")), s("fail")], s("xsum"))),
    );

    fail(memory, 3);

    expect(memory.run.nodes.map(({ error }) => error?.message ?? null)).toEqual([
      "terminated",
      "terminated",
      "revoked",
      "boom",
      null,
    ]);
  });

  it("ends also what was being put in a task's place when it failed", () => {
    const memory = start(fast(chord([s("fail"), s("echo")], s("xsum"))));
    const failed: RecordedOutcome = {
      kind: "failure",
      error: { type: "ValueError", message: "boom", traceback: null },
    };
    const plan = planFrom(chord([s("add", 1, 1)], s("xsum")));
    const replaced = { kind: "replaced", plan } satisfies RecordedOutcome;

    report(
      memory,
      [failed, replaced].map((outcome, node) => ({ node, attempt: 1, startedAt: START, outcome })),
      START + 1000,
    );

    expect(isRunFinal(memory.run)).toBe(true);
  });

  it("waits for all of its members without the option", () => {
    const memory = start(chord([s("add", 1, 1), s("fail")], s("xsum")));

    fail(memory, 1);

    expect(memory.run.nodes.map(({ status }) => status)).toEqual(["READY", "FAILURE", "WAITING"]);
  });

  it("does not mind what fails before it", () => {
    const memory = start(chain(s("add", 1, 1), fast(chord([s("add", 1), s("add", 2)], s("xsum")))));

    fail(memory, 0);

    expect(new Set(memory.run.nodes.map(({ status }) => status))).toEqual(new Set(["FAILURE"]));
  });
});

it("a final group that is to fail fast ends with its first failure", () => {
  const memory = start(fast(group(s("add", 1, 1), s("fail"))));

  fail(memory, 1);

  expect(memory.run.nodes.map(({ status }) => status)).toEqual(["REVOKED", "FAILURE"]);
});

it("what is neither true nor false is refused", () => {
  expect(planOf(withOptions(group(s("add", 1, 1)), { fail_fast: "yes" }))).toEqual([
    'canvas.options.fail_fast: Expected true or false; got "yes".',
  ]);
});

function fast(canvas: Signature): Signature {
  return withOptions(canvas, { fail_fast: true });
}
