import { describe, expect, it, test } from "vitest";

import { type CrontabField, parseCrontab } from "../../../shared/schedule/crontab.ts";
import cases from "../../cases/celery/crontab_parse_5.6.3.json" with { type: "json" };
import { problemsOf, scheduleOf } from "./schedules.ts";

test.each(cases.cases)("$field $spec is read as by Celery", ({ field, spec, ...expected }) => {
  const parsed = parseCrontab({ [field]: spec });

  if ("error" in expected) {
    expect(parsed).toMatchObject({ ok: false, problems: [{ field }] });
  } else {
    expect(parsed).toMatchObject({
      ok: true,
      crontab: { [field satisfies string as CrontabField]: expected.expands_to },
    });
  }
});

describe("a crontab that cannot be read", () => {
  it.each([
    [{ minute: "60" }, 'crontab.minute: expected 0 to 59, and 60 is outside; got "60"'],
    [{ hour: "1,,2" }, 'crontab.hour: expected a value before and after each comma; got "1,,2"'],
    [
      { minute: "*/0" },
      'crontab.minute: expected a whole number of at least 1 after the slash; got "*/0"',
    ],
    [
      { minute: "5/10" },
      'crontab.minute: expected numbers from 0 to 59, names such as mon or jan, ranges such as 1-5 or steps such as */15; got "5/10"',
    ],
    [{ day_of_month: [] }, "crontab.day_of_month: expected at least one value; got an empty list"],
    [{ day_of_week: [1, 7] }, "crontab.day_of_week: expected 0 to 6, and 7 is outside; got [1,7]"],
    [{ day_of_month: "0" }, 'crontab.day_of_month: expected 1 to 31, and 0 is outside; got "0"'],
    [
      { minutes: 5 },
      "crontab: expected minute, hour, day_of_week, day_of_month, month_of_year; got minutes",
    ],
    [
      "* * * *",
      'crontab: expected the fields, or a text with five of them such as "30 7 * * mon-fri"',
    ],
    ["60 * * * *", 'crontab.minute: expected 0 to 59, and 60 is outside; got "60"'],
  ])("%j is refused with what was expected and what came", (crontab, message) => {
    expect(problemsOf({ crontab })).toEqual([message]);
  });

  it("is told of all its fields at once", () => {
    expect(problemsOf({ crontab: { minute: "60", hour: "24" } })).toHaveLength(2);
  });
});

describe("a day that never comes", () => {
  it.each([
    ["0 0 31 4 *", "crontab.day_of_month: expected a day that there is: April never has day 31"],
    [
      "0 0 31 2,4,6,9,11 *",
      "crontab.day_of_month: expected a day that there is: February, April, June, September, November never has day 31",
    ],
    [
      "0 0 30,31 feb *",
      "crontab.day_of_month: expected a day that there is: February never has day 30 or 31",
    ],
  ])("%s is refused", (crontab, message) => {
    expect(problemsOf({ crontab })).toEqual([message]);
  });

  it("is not 29 February, nor a day that only some of the months have", () => {
    expect(problemsOf({ crontab: "0 0 29 2 *" })).toEqual([]);
    expect(problemsOf({ crontab: "0 0 31 4,5 *" })).toEqual([]);
  });
});

it("may be written as fields, as numbers, as lists and as a line of a crontab file", () => {
  const everyWay = [
    { minute: "0,30", hour: "7", day_of_week: "mon-fri" },
    { minute: [0, 30], hour: 7, day_of_week: ["mon-wed", 4, "fri"] },
    "0,30 7 * * 1-5",
    "  0,30  7 * *\t1-5 ",
  ].map((crontab) => scheduleOf({ crontab }));

  expect(new Set(everyWay.map((schedule) => JSON.stringify(schedule))).size).toBe(1);
});
