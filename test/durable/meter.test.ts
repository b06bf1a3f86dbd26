import { describe, expect, it } from "vitest";

import { chargeMessages, costOf, metered, newMeter, restoreCost } from "../../durable/meter.ts";
import { s } from "../reference/signatures.ts";
import { withSql } from "./fresh-sql.ts";
import { started } from "./kept.ts";

const INSERT = "insert into meta (name, body) values (?, '')";

describe("what a request cost", () => {
  it("is split over the runs it was about, a run with two tasks in it paying twice", () =>
    withSql((sql) => {
      const [one, two] = [newMeter(), newMeter()];
      const answer = metered(
        sql,
        () => [one, two, two],
        () => {
          ["a", "b", "c"].forEach((name) => sql.all(INSERT, name));

          return "answer";
        },
      );

      expect(answer).toBe("answer");
      expect(one).toMatchObject({
        requests: expect.closeTo(1 / 3),
        rowsWritten: expect.closeTo(1),
      });
      expect(two).toMatchObject({
        requests: expect.closeTo(2 / 3),
        rowsWritten: expect.closeTo(2),
      });
    }));

  it("is nobody's when it was about no run, and does not include what was spent before", () =>
    withSql((sql) => {
      const meter = newMeter();

      metered(
        sql,
        () => [],
        () => sql.all(INSERT, "a"),
      );
      metered(
        sql,
        () => [meter],
        () => sql.all(INSERT, "b"),
      );

      expect(meter).toMatchObject({ requests: 1, rowsWritten: 1 });
    }));

  it("is known again after a load", () => {
    const [before, after] = [started(s("echo")), started(s("echo"))];

    Object.assign(before.meter, { requests: 2, rowsWritten: 3, rowsRead: 5 });
    chargeMessages(before.meter, 7);
    restoreCost(after, costOf(before));

    expect(after.meter).toEqual(before.meter);
    expect(after.meter.queueOperations).toBe(21);
  });
});
