import { expect, it } from "vitest";

import { parseOpenEntry } from "../../../web/schedules/open-entry.ts";

it.each([
  ["", null],
  ["form=edit", null],
  ["form=new", { kind: "new" }],
  ["entry=a+b", { kind: "details", name: "a b" }],
  ["entry=a&form=edit", { kind: "edit", name: "a" }],
])("the address ?%s opens %j", (search, open) => {
  expect(parseOpenEntry(new URLSearchParams(search))).toEqual(open);
});
