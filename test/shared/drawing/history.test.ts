import { expect, it } from "vitest";

import { taskBlock } from "../../../shared/drawing/block.ts";
import { EMPTY_DRAWING } from "../../../shared/drawing/drawing.ts";
import { editBlock } from "../../../shared/drawing/edit/call.ts";
import type { Done } from "../../../shared/drawing/edit/edit.ts";
import { insert } from "../../../shared/drawing/edit/insert.ts";
import {
  beginHistory,
  type History,
  record,
  redo,
  sealed,
  undo,
} from "../../../shared/drawing/history.ts";
import { shapeOfDrawing } from "./sketch.ts";

it("every edit can be taken back by its name and done again", () => {
  const one = added(beginHistory(EMPTY_DRAWING, "d1"), "a");
  const two = added(one, "b");
  const back = undo(two, ["n-b"]);

  expect(two.past.map(({ label }) => label)).toEqual(["add a", "add b"]);
  expect(back && shapeOfDrawing(back.history.present)).toBe("a");
  expect(back?.history.future.map(({ label }) => label)).toEqual(["add b"]);
  expect(back && redo(back.history, [])?.history.present).toBe(two.present);
  expect(undo(beginHistory(EMPTY_DRAWING, "d1"), [])).toBe(undefined);
});

it("what is undone brings back what was selected", () => {
  const history = added(beginHistory(EMPTY_DRAWING, "d1"), "a");
  const back = undo(added(history, "b", ["n-a"]), ["n-b"]);

  expect(back?.selected).toEqual(["n-a"]);
  expect(back && redo(back.history, [])?.selected).toEqual(["n-b"]);
});

it("an edit after an undo ends what could be done again", () => {
  const back = undo(added(added(beginHistory(EMPTY_DRAWING, "d1"), "a"), "b"), []);

  expect(back && added(back.history, "c").future).toEqual([]);
});

it("keystrokes in one field are one step, until something else is done or the field is left", () => {
  const start = added(beginHistory(EMPTY_DRAWING, "d1"), "a");
  const typed = ["h", "he", "hel"].reduce(type, start);

  expect(typed.past).toHaveLength(2);
  expect(undo(typed, [])?.history.present).toBe(start.present);
  expect(type(sealed(typed), "hell").past).toHaveLength(3);
});

it("what is undone belongs again to the document that it was a state of", () => {
  const start = added(beginHistory(EMPTY_DRAWING, "d1"), "a");
  const edit = done(insert(EMPTY_DRAWING, { at: "end" }, taskBlock("n-b", "b")));
  const opened = record(start, edit, { selected: [], document: "d2" });
  const back = undo(added(opened, "c"), []);
  const first = back && undo(back.history, []);

  expect(added(opened, "c").document).toBe("d2");
  expect(back?.history.document).toBe("d2");
  expect(first?.history.document).toBe("d1");
  expect(first && redo(first.history, [])?.history.document).toBe("d2");
});

function added(history: History, task: string, selected: readonly string[] = []): History {
  return record(
    history,
    done(insert(history.present, { at: "end" }, taskBlock(`n-${task}`, task))),
    { selected },
  );
}

function type(history: History, text: string): History {
  const change = {
    what: "x",
    change: (
      block:
        | ReturnType<typeof taskBlock>
        | Parameters<Parameters<typeof editBlock>[2]["change"]>[0],
    ) => ({ ...block, args: [text] }),
  };

  return record(history, done(editBlock(history.present, "n-a", change)), {
    selected: [],
    joinKey: "n-a.x",
  });
}

function done(edit: ReturnType<typeof insert>): Done {
  if (!edit.ok) {
    throw new Error(edit.reason);
  }

  return edit;
}
