import { describe, expect, it } from "vitest";

import { printParameters, readParameters } from "../../../web/ui/parameters.ts";

describe("readParameters", () => {
  it("keeps the order of the properties, which is that of positional arguments", () => {
    const schema = {
      type: "object",
      properties: { y: { type: "number" }, x: { type: "number" } },
      required: ["x", "y"],
    };

    expect(readParameters(schema, null).map(({ name }) => name)).toEqual(["y", "x"]);
  });

  it("does not call required what has a default, though JSON Schema may list it", () => {
    const schema = { properties: { body: { type: "string", default: "" } }, required: ["body"] };

    expect(readParameters(schema, null)).toEqual([
      {
        name: "body",
        type: "string",
        isRest: false,
        isRequired: false,
        description: null,
        defaultValue: '""',
      },
    ]);
  });

  it.each([
    [{ type: "array", items: { type: "integer" } }, "integer[]"],
    [
      { type: "array", items: { anyOf: [{ type: "integer" }, { type: "null" }] } },
      "(integer | null)[]",
    ],
    [{ type: "array" }, "any[]"],
    [{ enum: ["png", 1] }, '"png" | 1'],
    [{ const: true }, "true"],
    [{ oneOf: [{ type: "string" }, {}] }, "string | any"],
    [{ type: ["string", "null"] }, "any"],
    [{}, "any"],
    [true, "any"],
  ])("names the type of %j as %s", (property, type) => {
    expect(readParameters({ properties: { value: property } }, null)[0]?.type).toBe(type);
  });

  it.each([{}, { properties: [] }, { properties: null }])("finds no parameters in %j", (schema) => {
    expect(readParameters(schema, null)).toEqual([]);
  });
});

describe("printParameters", () => {
  it("marks what may be left out and what takes the surplus", () => {
    const schema = {
      properties: {
        x: { type: "number" },
        values: { type: "array", items: {} },
        message: { type: "string" },
      },
      required: ["x", "values"],
    };

    expect(printParameters(readParameters(schema, "values"))).toBe(
      "x: number, ...values: any[], message?: string",
    );
  });
});
