import { describe, expect, it } from "vitest";

import { addErrback, addLink } from "../../../shared/canvas/add-link.ts";
import {
  type Canvas,
  chainCanvas,
  chordCanvas,
  groupCanvas,
  taskCanvas,
} from "../../../shared/canvas/canvas.ts";
import { errbacksOf, linksOf } from "../../../shared/canvas/links.ts";
import { toSignature } from "../../../shared/canvas/to-json.ts";
import { parsed } from "./parsed.ts";
import { shapeOf } from "./shape.ts";

const a = taskCanvas("a");
const b = taskCanvas("b");
const callback = taskCanvas("callback");
const errback = taskCanvas("errback");

describe("the callbacks of a canvas", () => {
  it.each([
    ["none", {}, []],
    ["null", { link: null }, []],
    ["one", { link: { task: "x" } }, ["x"]],
    ["a list", { link: [{ task: "x" }, { task: "y" }] }, ["x", "y"]],
  ])("are read from %s", (_, options, shapes) => {
    expect(linksOf(parsed({ task: "a", options })).map(shapeOf)).toEqual(shapes);
  });

  it("are printed in Celery's normal form, however they came", () => {
    const canvas = parsed({ task: "a", options: { link_error: { task: "x" } } });
    expect(toSignature(canvas).options).toEqual({ link_error: toSignature(taskCanvas("x")) });
  });

  it("can be read from a copy of the canvas too", () => {
    const copy = structuredClone(addErrback(a, callback));
    expect(errbacksOf(copy)).toEqual([callback]);
  });

  it("have callbacks of their own", () => {
    const [link] = linksOf(
      parsed({ task: "a", options: { link: { task: "b", options: { link: { task: "c" } } } } }),
    );
    expect(link && linksOf(link).map(shapeOf)).toEqual(["c"]);
  });

  it("that are no signatures are an error", () => {
    expect(() => linksOf(taskCanvas("a", { options: { link: 5 } }))).toThrow(
      "expected a signature, got 5",
    );
  });
});

describe("a callback that is added", () => {
  it("goes to a chord's body", () => {
    expect(addLink(chordCanvas([a], b), callback)).toEqual(chordCanvas([a], addLink(b, callback)));
  });

  it("stays with a chain, for its last task", () => {
    expect(linksOf(addLink(chainCanvas([a, b]), callback))).toEqual([callback]);
  });

  it("is refused by a group", () => {
    expect(() => addLink(groupCanvas([a]), callback)).toThrow(
      "Cannot add link to group: use a chord",
    );
  });

  it("joins those there are, and is not added twice", () => {
    const twice = [callback, b, callback].reduce<Canvas>(addLink, a);
    expect(linksOf(twice)).toEqual([callback, b]);
  });

  it("differs from another by its arguments", () => {
    const both = [taskCanvas("x", { args: [1] }), taskCanvas("x", { args: [[1]] })];
    expect(linksOf(both.reduce<Canvas>(addLink, a))).toEqual(both);
  });
});

describe("an errback that is added", () => {
  it("goes to each member of a group", () => {
    expect(addErrback(groupCanvas([a, b]), errback)).toEqual(
      groupCanvas([addErrback(a, errback), addErrback(b, errback)]),
    );
  });

  it("goes to a chord's body and to the chords in its header", () => {
    const inner = chordCanvas([a], b);
    expect(addErrback(chordCanvas([inner, a], b), errback)).toEqual(
      chordCanvas([addErrback(inner, errback), a], addErrback(b, errback)),
    );
  });
});
