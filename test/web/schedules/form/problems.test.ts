import { expect, it } from "vitest";

import { placeProblems } from "../../../../web/schedules/form/problems.ts";

it("a problem is told at the field it is about, and at which place of it", () => {
  const { at, elsewhere } = placeProblems([
    { path: "schedule.crontab.minute", message: "expected 0 to 59" },
    { path: "args[0]", message: "expected a number" },
    { path: "args[1]", message: "expected a number" },
    { path: "schedule.crontab", message: "expected the fields" },
    { path: "argsonaut", message: "is no field" },
  ]);

  expect(Object.fromEntries(at)).toEqual({
    "schedule.crontab.minute": "expected 0 to 59",
    args: "args[0]: expected a number; args[1]: expected a number",
    schedule: "schedule.crontab: expected the fields",
  });
  expect(elsewhere).toEqual([{ path: "argsonaut", message: "is no field" }]);
});

it("what is said twice, by the preview and when it is saved, is told once", () => {
  const twice = { path: "timezone", message: "expected the name of a time zone" };

  expect(placeProblems([twice, twice]).at.get("timezone")).toBe(twice.message);
});
