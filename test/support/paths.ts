/**
 * Marks each task of a canvas with its path, so that the nodes of a plan can be told apart. A path is as the reference evaluator
 * writes it (`tasks[1].header[0]`), without the number of a call where one signature is called several times.
 */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";

export function withPaths(signature: JsonValue, path = ""): JsonObject {
  if (!isObject(signature)) {
    throw new TypeError("A signature is an object.");
  }

  const { kwargs = {}, options = {} } = signature;
  const callbacks = markCallbacks(isObject(options) ? options : {}, path);
  const isComposition = typeof signature["subtask_type"] === "string";

  return {
    ...signature,
    kwargs: isComposition && isObject(kwargs) ? markParts(kwargs, path) : kwargs,
    options: isComposition ? callbacks : { ...callbacks, headers: { path } },
  };
}

/** The path of a record of the reference evaluator, without numbers of calls and chunks. */
export function plainPath(path: string): string {
  return path.replaceAll(/(link_error\[\d+\])\[\d+\]/g, "$1").replaceAll(/\.?chunks\[\d+\]/g, "");
}

function markParts(kwargs: JsonObject, path: string): JsonObject {
  const marked: Record<string, JsonValue> = { ...kwargs };

  for (const key of ["tasks", "header"]) {
    const parts = isObject(marked[key]) ? groupTasks(marked[key]) : marked[key];

    if (Array.isArray(parts)) {
      marked[key] = parts.map((part: JsonValue, index) =>
        withPaths(part, join(path, `${key}[${index}]`)),
      );
    }
  }

  if (marked["body"] !== undefined) {
    marked["body"] = withPaths(marked["body"], join(path, "body"));
  }

  return marked;
}

function groupTasks(group: JsonObject): JsonValue | undefined {
  const { kwargs } = group;

  return isObject(kwargs) ? kwargs["tasks"] : undefined;
}

function markCallbacks(options: JsonObject, path: string): JsonObject {
  const marked: Record<string, JsonValue> = { ...options };

  for (const key of ["link", "link_error"]) {
    const given = marked[key];
    const callbacks = [given ?? []].flat();

    if (callbacks.length > 0) {
      marked[key] = callbacks.map((callback: JsonValue, index) =>
        withPaths(callback, join(path, `${key}[${index}]`)),
      );
    }
  }

  return marked;
}

function join(path: string, part: string): string {
  return path === "" ? part : `${path}.${part}`;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
