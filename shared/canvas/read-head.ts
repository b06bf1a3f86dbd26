import type { Canvas } from "./canvas.ts";
import { type Field, fieldAt, noteUnexpected } from "./field.ts";

export type Kind = Canvas["kind"];

/** What kind of canvas a signature is; of a task, which. */
export type Head =
  | { readonly kind: "task"; readonly task: string }
  | { readonly kind: Exclude<Kind, "task"> };

const COMPOSITIONS = ["chain", "group", "chord"] as const;

/** From `task` and `subtask_type`, which must agree. */
export function readHead(signature: Field): Head | undefined {
  const task = fieldAt(signature, "task");
  const type = fieldAt(signature, "subtask_type");
  if (type.value === undefined || type.value === null) {
    return readTaskHead(task, type);
  }
  const kind = COMPOSITIONS.find((name) => name === type.value);
  if (kind === undefined) {
    return noteUnexpected(type, 'null, "chain", "group" or "chord"');
  }
  const agrees = task.value === undefined || task.value === `celery.${kind}`;
  return agrees ? { kind } : noteUnexpected(task, `"celery.${kind}" for subtask_type "${kind}"`);
}

function readTaskHead(task: Field, type: Field): Head | undefined {
  const name = task.value;
  if (typeof name !== "string" || name === "") {
    return noteUnexpected(task, "the name of a task");
  }
  switch (name) {
    case "celery.map":
      return { kind: "map" };
    case "celery.starmap":
      return { kind: "starmap" };
    case "celery.chunks":
      return { kind: "chunks" };
    default: {
      const kind = COMPOSITIONS.find((composition) => name === `celery.${composition}`);
      return kind
        ? noteUnexpected(type, `"${kind}" for task "${name}"`)
        : { kind: "task", task: name };
    }
  }
}
