import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { blockAt, pathsOf } from "../../../shared/drawing/paths.ts";
import { blocksOf } from "../../../shared/drawing/walk.ts";
import { arbitrarySignature } from "../canvas/arbitrary-signature.ts";
import { drawn } from "../code/drawn.ts";

it("every block has a path of its own", () => {
  fc.assert(
    fc.property(arbitrarySignature(), (signature) => {
      const block = drawn(signature);

      expect([...pathsOf(block).values()].toSorted()).toEqual(
        Array.from(blocksOf(block), ({ id }) => id).toSorted(),
      );
    }),
  );
});

describe("a path leads to the innermost block around it", () => {
  const chain = {
    task: "celery.chain",
    subtask_type: "chain",
    options: { link: task("one"), link_error: [task("other")] },
    kwargs: {
      tasks: [
        task("add"),
        {
          task: "celery.chord",
          subtask_type: "chord",
          kwargs: { kwargs: {}, header: [task("a"), task("b")], body: task("c") },
        },
        ...Array.from({ length: 11 }, () => task("z")),
      ],
    },
  };
  const block = drawn(chain);
  const names = new Map(
    Array.from(blocksOf(block), (inside) => [
      inside.id,
      inside.kind === "task" ? inside.task : inside.kind,
    ]),
  );

  it.each([
    ["canvas", "chain"],
    ["canvas.kwargs.tasks[0].args[1]", "add"],
    ["canvas.kwargs.tasks[1].kwargs.header[1].options.queue", "b"],
    ["canvas.kwargs.tasks[1].kwargs.body", "c"],
    ["canvas.kwargs.tasks[12]", "z"],
    ["canvas.options.link.args", "one"],
    ["canvas.options.link_error[0].kwargs.to", "other"],
    ["canvas.kwargs.tasks[99]", "chain"],
  ])("%s", (path, name) => {
    expect(names.get(blockAt(pathsOf(block), path) ?? "")).toBe(name);
  });
});

function task(name: string): object {
  return { task: name };
}
