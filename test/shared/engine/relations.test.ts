import { describe, expect, it } from "vitest";

import type { JsonObject } from "../../../shared/canvas/json.ts";
import type { MemoryRun } from "../../../shared/engine/memory-run.ts";
import {
  childrenOf,
  groupOf,
  parentOf,
  roleOf,
  waitsFor,
} from "../../../shared/engine/relations.ts";
import { chain, chord, group, link, onError, s } from "../../reference/signatures.ts";
import { fail, start } from "../../support/hand-run.ts";

const a = s("a");
const b = s("b");
const c = s("c");
const d = s("d");
const e = s("e");

/** Each node as `task <parent >children @group #role :waits for`, nodes named by their tasks. */
function family(memory: MemoryRun): string[] {
  const { run } = memory;
  const named = (id: string): string =>
    id
      .replace(run.id, "0")
      .replace(/^0\./, "")
      .replace(/^\d+$/, (node) => run.plan.nodes[Number(node)]?.task ?? "?");

  return run.plan.nodes.map(({ task }, node) => {
    const parts = {
      "<": [parentOf(run, node) ?? []].flat(),
      ">": childrenOf(run, node),
      "@": [groupOf(run, node) ?? []].flat(),
      "#": [roleOf(run, node)].filter((role) => role !== "step"),
      ":": waitsFor(run, node),
    };
    const written = Object.entries(parts).map(
      ([mark, ids]) => ` ${mark}${ids.map(named).join(",")}`,
    );

    return [task, ...written.filter((text) => text.length > 2)].join("");
  });
}

describe("parents, children, groups, roles and what is waited for", () => {
  it.each<[string, JsonObject, string[]]>([
    ["a lone task", a, ["a"]],
    ["a chain", chain(a, b, c), ["a >b", "b <a >c :a", "c <b :b"]],
    ["a group", group(a, b), ["a @g0", "b @g0"]],
    [
      "a chord: the last of the header is the body's parent",
      chord([a, b], c),
      ["a @g0", "b >c @g0", "c <b :g0"],
    ],
    [
      "a group between two steps",
      chain(a, group(b, c), d),
      ["a >b,c", "b <a @g0 :a", "c <a >d @g0 :a", "d <c :g0"],
    ],
    [
      "two groups in a row: all of the second wait for all of the first",
      chain(group(a, b), group(c, d)),
      ["a @g0", "b >c,d @g0", "c <b @g1 :g0", "d <b @g1 :g0"],
    ],
    [
      "a chord in a header: its body is the member",
      chord([chord([a, b], c), d], e),
      ["a @g0", "b >c @g0", "c <b @g1 :g0", "d >e @g1", "e <d :g1"],
    ],
    [
      "a chain in a group: its last task is the member",
      group(chain(a, b), c),
      ["a >b", "b <a @g0 :a", "c @g0"],
    ],
    ["a link", link(chain(a, b), c), ["a >b", "b <a >c :a", "c <b #link :b"]],
    ["a chain as a link", link(a, chain(b, c)), ["a >b", "b <a >c #link :a", "c <b #link :b"]],
    [
      "an errback that nothing has called yet",
      onError(chain(a, b), c),
      ["a >b", "b <a :a", "c #errback :a,b"],
    ],
    [
      "an empty group between two steps: the second waits for the first",
      chain(a, group(), b),
      ["a >b", "b <a :a"],
    ],
  ])("%s", (_, canvas, expected) => {
    expect(family(start(canvas))).toEqual(expected);
  });

  it("an errback that was called is the child of the task that failed", () => {
    const memory = start(onError(chain(a, b), c));

    fail(memory, 0);

    expect(family(memory)).toEqual(["a >b,c", "b <a :a", "c <a #errback :a,b"]);
  });

  it("a lone task's callback has the run's id for its parent", () => {
    const { run } = start(link(a, b));

    expect(parentOf(run, 1)).toBe(run.id);
    expect(childrenOf(run, 0)).toEqual([`${run.id}.1`]);
  });
});
