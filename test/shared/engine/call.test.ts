import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { callBytes, callOf } from "../../../shared/engine/call.ts";
import { MAX_INPUT_BYTES } from "../../../shared/engine/limits.ts";
import { nodeAt } from "../../../shared/engine/run.ts";
import { errorOf } from "../../../shared/engine/settle.ts";
import { readInline } from "../../../shared/engine/values.ts";
import { randomCanvas } from "../../reference/random-canvas.ts";
import { chain, chord, group, link, onError, s, si } from "../../reference/signatures.ts";
import { fail, ignore, planFrom, start, store, succeed } from "../../support/hand-run.ts";
import { RUN_ID, runModel } from "../../support/model-run.ts";

function callIn(memory: ReturnType<typeof start>, node: number): unknown {
  return JSON.parse(callOf(memory.run, node, readInline));
}

describe("the call of a task", () => {
  it("has its predecessor's result in front of its own arguments", () => {
    const memory = start(chain(s("echo"), { ...s("add", 3), kwargs: { z: 5 } }));

    succeed(memory, 0, [1, 2]);

    expect(callIn(memory, 1)).toEqual([[[1, 2], 3], { z: 5 }]);
  });

  it("has only its own arguments when it is immutable", () => {
    const memory = start(chain(s("echo"), si("add", 3)));

    succeed(memory, 0, [1, 2]);

    expect(callIn(memory, 1)).toEqual([[3], {}]);
  });

  it("has the header's results in written order, null for what was ignored", () => {
    const memory = start(chord([s("echo"), s("echo"), s("echo")], s("xsum", "own")));

    succeed(memory, 2, "c");
    ignore(memory, 1);
    succeed(memory, 0, "a");

    expect(callIn(memory, 3)).toEqual([[["a", null, "c"], "own"], {}]);
  });

  it("of a link has the result, of an errback the id of the task that failed", () => {
    const linked = start(link(s("echo"), s("echo")));
    const failed = start(onError(chain(s("echo"), s("fail")), s("echo")));

    succeed(linked, 0, 7);
    succeed(failed, 0);
    fail(failed, 1);

    expect(callIn(linked, 1)).toEqual([[7], {}]);
    expect(callIn(failed, 2)).toEqual([[`${RUN_ID}.1`], {}]);
  });

  it("is never longer than was said before any value was read", () => {
    fc.assert(
      fc.property(randomCanvas(), (canvas) => {
        const { run } = runModel(planFrom(canvas));

        for (const [node, { startedAt }] of run.nodes.entries()) {
          if (startedAt > 0) {
            const { length } = new TextEncoder().encode(callOf(run, node, readInline));

            expect(callBytes(run, node)).toBeGreaterThanOrEqual(length);
            expect(callBytes(run, node)).toBeLessThan(length + 8);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a list that is put together from results", () => {
  const members = 16;
  const share = MAX_INPUT_BYTES / members - 1;

  /** A body over so many bytes of results; the list itself adds a bracket, and a comma for each. */
  function bodyOver(bytesOfLast: number): ReturnType<typeof start> {
    const memory = start(
      chain(group(...Array.from({ length: members }, () => s("echo"))), s("xsum"), s("echo")),
    );

    for (let node = 0; node < members; node += 1) {
      const bytes = node === members - 1 ? bytesOfLast : share;

      store(memory, node, { pack: node, offset: 0, bytes });
    }

    return memory;
  }

  it("may be as large as the limit", () => {
    expect(nodeAt(bodyOver(share - 1).run, members).status).toBe("READY");
  });

  it("fails what waits for it by name when it is larger, without reading a value", () => {
    const { run } = bodyOver(share);

    for (const node of [members, members + 1]) {
      expect(nodeAt(run, node).status).toBe("FAILURE");
      expect(errorOf(run, node)).toEqual({
        type: "PayloadTooLarge",
        message: expect.stringContaining(`${MAX_INPUT_BYTES + 1} bytes`),
        traceback: null,
      });
    }
  });
});
