/** `lovage.each` and `lovage.canvas`: tasks that only put something in their place. */
import { z } from "zod";

import { groupCanvas } from "../canvas/canvas.ts";
import { CANVAS_TASK, EACH_TASK, calledWith } from "../canvas/each.ts";
import type { JsonValue } from "../canvas/json.ts";
import { parseCanvas } from "../canvas/parse.ts";
import type { Signature } from "../canvas/signature.ts";
import { toSignature } from "../canvas/to-json.ts";
import { jsonValue } from "../wire/json.ts";
import { type TaskDefinition, defineTask } from "./define.ts";
import { Replace } from "./errors.ts";

export function eachTask(): TaskDefinition {
  return defineTask({
    name: EACH_TASK,
    description:
      "Calls a signature once for each item of a list, side by side, and returns the list of results in the order of the items.",
    args: z.object({ items: z.array(jsonValue), task: jsonValue }),
    returns: z.unknown(),
    run: ({ items, task }) => {
      // An item that does not fit fails by itself when it is called, and not all of them now.
      throw new Replace(groupOfEach(items, task), { checksArguments: false });
    },
  });
}

export function canvasTask(): TaskDefinition {
  return defineTask({
    name: CANVAS_TASK,
    description: "Runs a canvas in its own place and returns what that yields.",
    args: z.object({ canvas: jsonValue }),
    returns: z.unknown(),
    run: ({ canvas }) => {
      throw new Replace(canvas);
    },
  });
}

/** What stands for `lovage.each` of these items: `task` is the signature they are called with. */
export function groupOfEach(items: readonly JsonValue[], task: unknown): Signature {
  const parsed = parseCanvas(task);

  if (!parsed.ok) {
    throw new TypeError(parsed.errors.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  }

  return toSignature(groupCanvas(items.map((item) => calledWith(parsed.canvas, item))));
}
