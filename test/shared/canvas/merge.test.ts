import { describe, expect, it } from "vitest";

import { type Call, mergeCall } from "../../../shared/canvas/merge.ts";
import type { Signature } from "../../../shared/canvas/signature.ts";
import { readCases } from "./cases.ts";

interface Merge {
  readonly name: string;
  readonly signature: Signature;
  readonly partial: Partial<Call>;
  readonly merged: Call;
}

const { cases }: { readonly cases: readonly Merge[] } = JSON.parse(
  readCases("celery/merge_5.6.3.json"),
);

describe("partial application", () => {
  it.each(cases)("$name", ({ signature, partial, merged }) => {
    expect(mergeCall(signature, partial)).toEqual(merged);
  });

  it("lets a stamp that is not there yet in, even one that is named", () => {
    const stored = { args: [], kwargs: {}, options: { stamped_headers: ["x"] }, immutable: false };
    expect(mergeCall(stored, { options: { x: 1 } }).options).toEqual({
      stamped_headers: ["x"],
      x: 1,
    });
  });

  it("takes stamp names that are no names for none", () => {
    const stored = {
      args: [],
      kwargs: {},
      options: { stamped_headers: [1, null], 1: "a" },
      immutable: false,
    };
    expect(mergeCall(stored, { options: { 1: "b" } }).options).toEqual({
      stamped_headers: [1, null],
      1: "b",
    });
  });
});
