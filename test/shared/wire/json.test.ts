import { describe, expect, it } from "vitest";

import { jsonObject } from "../../../shared/wire/json.ts";

describe("a JSON object", () => {
  it("keeps every key, one named __proto__ too", () => {
    const object: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');

    expect(JSON.stringify(jsonObject.parse(object))).toBe('{"__proto__":1,"constructor":2}');
  });

  it.each([[[]], [null], ["{}"], [1], [new Date(0)]])("is not %j", (value) => {
    expect(jsonObject.safeParse(value).error?.issues[0]?.message).toContain("expected an object");
  });
});
