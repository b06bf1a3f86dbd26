import type { Canvas } from "./canvas.ts";
import type { JsonObject } from "./json.ts";
import type { Signature } from "./signature.ts";

/** A canvas as Celery prints it: the six keys in their order, a chord's header as a list, unknown keys after the six. */
export function toSignature(canvas: Canvas): Signature {
  return {
    task: canvas.kind === "task" ? canvas.task : `celery.${canvas.kind}`,
    args: canvas.args,
    kwargs: kwargsOf(canvas),
    options: canvas.options,
    subtask_type: subtaskType(canvas),
    immutable: canvas.immutable,
    ...canvas.extra,
  };
}

function kwargsOf(canvas: Canvas): JsonObject {
  switch (canvas.kind) {
    case "task":
      return canvas.kwargs;
    case "chain":
    case "group":
      return { tasks: canvas.tasks.map(toSignature), ...canvas.kwargs };
    case "chord":
      return {
        kwargs: canvas.headerKwargs,
        ...canvas.kwargs,
        header: canvas.header.map(toSignature),
        body: toSignature(canvas.body),
      };
    case "map":
    case "starmap":
      return { task: toSignature(canvas.inner), it: canvas.it, ...canvas.kwargs };
    case "chunks":
      return { task: toSignature(canvas.inner), it: canvas.it, n: canvas.n, ...canvas.kwargs };
  }
}

function subtaskType(canvas: Canvas): Signature["subtask_type"] {
  return canvas.kind === "chain" || canvas.kind === "group" || canvas.kind === "chord"
    ? canvas.kind
    : null;
}
