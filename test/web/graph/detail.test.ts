import { expect, it } from "vitest";

import { detailAt } from "../../../web/graph/detail.ts";

it.each([
  [2, "full"],
  [0.5, "full"],
  [0.49, "names"],
  [0.25, "names"],
  [0.24, "blocks"],
] as const)("at a zoom of %d nodes show what can be made out: %s", (zoom, detail) => {
  expect(detailAt(zoom)).toBe(detail);
});
