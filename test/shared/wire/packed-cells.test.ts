import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { packCells, unpackCells } from "../../../shared/wire/packed-cells.ts";
import { TASK_STATES } from "../../../shared/wire/views.ts";

describe("the map of a group", () => {
  it("gives back each state, in order, at two cells a byte, the first in the high half", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TASK_STATES)), (states) => {
        const cells = packCells(states);
        const bytes = [...Buffer.from(cells, "base64")];
        const halves = bytes.flatMap((byte) => [byte >> 4, byte & 15]).slice(0, states.length);

        expect(bytes).toHaveLength(Math.ceil(states.length / 2));
        expect(halves.map((index) => TASK_STATES[index])).toEqual(states);
        expect(unpackCells({ cells, size: states.length })).toEqual(states);
      }),
    );
  });

  it("has a state that this page does not know for one that has not begun", () => {
    expect(unpackCells({ size: 2, cells: btoa("\u00F4") })).toEqual(["PENDING", "SUCCESS"]);
  });
});
