/** Block -> canvas: what is posted, exported and compiled. Ids, names and notes stay behind. */
import { type Canvas, type CanvasBase, type TaskCanvas, taskCanvas } from "../canvas/canvas.ts";
import { EACH_TASK } from "../canvas/each.ts";
import type { JsonObject, JsonValue } from "../canvas/json.ts";
import type { Signature } from "../canvas/signature.ts";
import { toSignature } from "../canvas/to-json.ts";
import type { Block } from "./block.ts";

export function signatureOf(block: Block): Signature {
  return toSignature(canvasOf(block));
}

export function canvasOf(block: Block): Canvas {
  const { args, kwargs, immutable, extra } = block;
  const base: CanvasBase = { args, kwargs, options: optionsOf(block), immutable, extra };

  switch (block.kind) {
    case "task":
      return { ...base, kind: "task", task: block.task };
    case "chain":
    case "group":
      return { ...base, kind: block.kind, tasks: block.parts.map(canvasOf) };
    case "chord":
      return {
        ...base,
        kind: "chord",
        header: block.parts.map(canvasOf),
        headerKwargs: block.headerKwargs,
        body: canvasOf(block.body),
      };
    case "map":
    case "starmap":
      return { ...base, kind: block.kind, inner: innerTask(block.inner), it: block.it };
    case "chunks":
      return { ...base, kind: "chunks", inner: innerTask(block.inner), it: block.it, n: block.n };
    case "each":
      return {
        ...base,
        kind: "task",
        task: EACH_TASK,
        kwargs: { task: signatureOf(block.inner), ...kwargs },
      };
  }
}

/** What stands inside a map is always a task: an edit that puts anything else there is refused. */
function innerTask(inner: Block): TaskCanvas {
  const canvas = canvasOf(inner);

  return canvas.kind === "task" ? canvas : taskCanvas(canvas.kind);
}

function optionsOf({ options, links, errbacks }: Block): JsonObject {
  if (
    links.length === 0 &&
    errbacks.length === 0 &&
    !Object.hasOwn(options, "link") &&
    !Object.hasOwn(options, "link_error")
  ) {
    return options;
  }

  const callbacks = {
    ...callback(options, "link", links),
    ...callback(options, "link_error", errbacks),
  };
  const { link: _link, link_error: _linkError, ...others } = options;

  // In the place where they were written.
  return Object.fromEntries(
    Object.entries({ ...options, ...callbacks }).filter(
      ([name]) => Object.hasOwn(others, name) || Object.hasOwn(callbacks, name),
    ),
  );
}

function callback(
  options: JsonObject,
  name: "link" | "link_error",
  blocks: readonly Block[],
): JsonObject {
  const form = options[name];
  const [only] = blocks;

  if (only === undefined) {
    return form === undefined || form === "one" ? {} : { [name]: form === null ? null : [] };
  }

  const one = form === "one" && blocks.length === 1;
  const written: JsonValue = one ? signatureOf(only) : blocks.map(signatureOf);

  return { [name]: written };
}
