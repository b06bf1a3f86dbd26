import { expect, it } from "vitest";

import { extended, toggled } from "../../../web/editor/selection.ts";

it("going on selects more, going back lets go of it again", () => {
  expect(extended(["a"], "b")).toEqual(["a", "b"]);
  expect(extended(["a", "b", "c"], "b")).toEqual(["a", "b"]);
});

it("what is toggled twice is as it was", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});
