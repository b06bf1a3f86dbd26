import { assert, constantFrom, property, record, string } from "fast-check";
import { describe, expect, it } from "vitest";

import { TASK_STATES } from "../../../shared/wire/views.ts";
import {
  ANY_RUN,
  isFiltered,
  parseRunFilter,
  RUN_KINDS,
  runFilterSearch,
} from "../../../web/runs/run-filter.ts";

const anyFilter = record({
  state: constantFrom(null, ...TASK_STATES),
  kind: constantFrom(...RUN_KINDS),
  text: string(),
});

function addressOf(filter: typeof ANY_RUN): URLSearchParams {
  const set = Object.entries(runFilterSearch(filter)).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  );

  return new URLSearchParams(new URLSearchParams(set).toString());
}

describe("the filter of the runs in the address", () => {
  it("is read as it was written, whatever was searched for", () => {
    assert(
      property(anyFilter, (filter) => {
        expect(parseRunFilter(addressOf(filter))).toEqual(filter);
      }),
    );
  });

  it("leaves the address bare when nothing is filtered, and only then", () => {
    assert(
      property(anyFilter, (filter) => {
        expect(addressOf(filter).size > 0).toBe(isFiltered(filter));
      }),
    );
  });

  it("ignores what an address asks for and there is not", () => {
    expect(parseRunFilter(new URLSearchParams("state=DONE&kind=cron"))).toEqual(ANY_RUN);
  });
});
