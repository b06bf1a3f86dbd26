/** Canvas -> block: every part gets an id. */
import type { Canvas, TaskCanvas } from "../canvas/canvas.ts";
import { EACH_TASK } from "../canvas/each.ts";
import type { JsonObject, JsonValue } from "../canvas/json.ts";
import { isJsonList } from "../canvas/json.ts";
import { errbacksOf, linksOf } from "../canvas/links.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { Block } from "./block.ts";
import type { Ids } from "./ids.ts";

export function blockOf(canvas: Canvas, ids: Ids): Block {
  const id = ids.take();
  const { args, kwargs, immutable, extra } = canvas;
  const read = (part: Canvas): Block => blockOf(part, ids);
  const parts = readParts(canvas, read);

  return {
    id,
    args,
    kwargs,
    options: formsOf(canvas.options),
    immutable,
    extra,
    ...parts,
    links: linksOf(canvas).map(read),
    errbacks: errbacksOf(canvas).map(read),
  };
}

type Parts = PartsOf<Block>;
type PartsOf<B> = B extends Block
  ? Omit<B, "id" | "args" | "kwargs" | "options" | "links" | "errbacks" | "immutable" | "extra"> & {
      readonly kwargs?: JsonObject;
    }
  : never;

function readParts(canvas: Canvas, read: (part: Canvas) => Block): Parts {
  switch (canvas.kind) {
    case "task":
      return readTask(canvas, read);
    case "chain":
    case "group":
      return { kind: canvas.kind, parts: canvas.tasks.map(read) };
    case "chord": {
      const { header, headerKwargs, body } = canvas;

      return { kind: "chord", parts: header.map(read), headerKwargs, body: read(body) };
    }
    case "map":
    case "starmap":
      return { kind: canvas.kind, inner: read(canvas.inner), it: canvas.it };
    case "chunks":
      return { kind: "chunks", inner: read(canvas.inner), it: canvas.it, n: canvas.n };
  }
}

/** An `each` whose inner canvas cannot be read stays a task, as it was written. */
function readTask({ task, kwargs }: TaskCanvas, read: (part: Canvas) => Block): Parts {
  if (task === EACH_TASK) {
    const { task: inner, ...rest } = kwargs;
    const parsed = parseCanvas(inner);

    if (parsed.ok) {
      return { kind: "each", inner: read(parsed.canvas), kwargs: rest };
    }
  }

  return { kind: "task", task };
}

/** In the place of callbacks only how they were written: one, or a list. */
function formsOf(options: JsonObject): JsonObject {
  return Object.keys(options).some(isCallback)
    ? Object.fromEntries(
        Object.entries(options).map(([name, value]) =>
          isCallback(name) ? [name, formOf(value)] : [name, value],
        ),
      )
    : options;
}

function formOf(value: JsonValue): JsonValue {
  if (value === null) {
    return null;
  }

  return isJsonList(value) ? "list" : "one";
}

function isCallback(name: string): boolean {
  return name === "link" || name === "link_error";
}
