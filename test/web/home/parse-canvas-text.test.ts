import { describe, expect, it } from "vitest";

import { ApiError } from "../../../web/api/api-error.ts";
import { EXAMPLES } from "../../../web/home/examples.ts";
import { parseCanvasText } from "../../../web/home/parse-canvas-text.ts";

function refusal(text: string): ApiError {
  try {
    parseCanvasText(text);
  } catch (error) {
    if (error instanceof ApiError) {
      return error;
    }
  }

  throw new Error("Expected it to be refused, and it was not.");
}

describe("parseCanvasText", () => {
  it("says where the text stops being JSON", () => {
    const [error] = refusal('{"task": }').errors;

    expect(error?.path).toBe("canvas");
    expect(error?.message).toContain("Unexpected token '}'");
  });

  it("asks for a canvas where there is none", () => {
    expect(refusal(" \n").title).toBe("The canvas is empty");
  });

  it.each(EXAMPLES.map(({ name, json }) => [name, json]))("takes the example %s", (_, json) => {
    expect(parseCanvasText(json)).toHaveProperty("task");
  });
});
