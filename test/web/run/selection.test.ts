import { expect, it } from "vitest";

import { parseSelection } from "../../../web/run/selection.ts";

it.each([
  ["", null],
  ["task=a.1", { kind: "task", taskId: "a.1", attempt: null }],
  ["task=a.1&attempt=2", { kind: "task", taskId: "a.1", attempt: 2 }],
  ["task=a.1&attempt=first", { kind: "task", taskId: "a.1", attempt: null }],
  ["group=a.g0", { kind: "group", groupId: "a.g0" }],
])("reads what is selected from the address: ?%s", (search, selection) => {
  expect(parseSelection(new URLSearchParams(search))).toEqual(selection);
});
