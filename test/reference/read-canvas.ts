import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { Signature } from "../../shared/canvas/signature.ts";
import {
  yieldsList,
  type CanvasTree,
  type ChainTree,
  type ChordTree,
  type GroupTree,
  type TaskTree,
} from "./canvas-tree.ts";
import { pathOf } from "./path.ts";

/** A canvas that is refused at submit; the message begins with the path of the offending part. */
export class RefusedCanvas extends Error {
  override name = "RefusedCanvas";
}

/** Reads Celery's signature JSON; throws RefusedCanvas for what never becomes a run. */
export function readCanvas(value: unknown, path = ""): CanvasTree {
  const canvas = readBare(value, path);
  if (canvas.links.length > 0 && yieldsList(canvas)) {
    throw new RefusedCanvas(`${path}: a link needs one result, and this yields a list`);
  }
  return canvas;
}

function readBare(value: unknown, path: string): CanvasTree {
  const json = objectAt(value, path);
  if (json["task"] === "celery.chunks") {
    return readChunks(json, path);
  }
  switch (subtaskType(json, path)) {
    case "chain":
      return readChain(json, path);
    case "group":
      return readGroup(json, path, pathOf(path, "tasks"));
    case "chord":
      return readChord(json, path);
    case null:
      return readTask(json, path);
  }
}

function subtaskType(json: JsonObject, path: string): Signature["subtask_type"] {
  const type = json["subtask_type"] ?? null;
  if (type === null || type === "chain" || type === "group" || type === "chord") {
    return type;
  }
  throw new RefusedCanvas(`${path}: there is no subtask_type ${JSON.stringify(type)}`);
}

function readChain(json: JsonObject, path: string): ChainTree {
  const { tasks, ...kwargs } = objectAt(json["kwargs"], path);
  const [first, ...rest] = readAll(tasks, pathOf(path, "tasks"));
  if (first === undefined) {
    throw new RefusedCanvas(`${path}: a chain has at least one step`);
  }
  return { ...readShared(json, path), kind: "chain", kwargs, first, rest };
}

function readGroup(json: JsonObject, path: string, membersPath: string): GroupTree {
  const { tasks, ...kwargs } = objectAt(json["kwargs"], path);
  const members = readAll(tasks, membersPath);
  return { ...readShared(json, path), kind: "group", kwargs, failFast: isFailFast(json), members };
}

function readChord(json: JsonObject, path: string): ChordTree {
  const { header, body, kwargs: headerKwargs, ...rest } = objectAt(json["kwargs"], path);
  return {
    ...readShared(json, path),
    kind: "chord",
    kwargs: { ...rest, ...objectAt(headerKwargs ?? {}, path) },
    header: { ...readHeader(header, path), failFast: isFailFast(json) },
    body: readCanvas(body, pathOf(path, "body")),
  };
}

/** A header stands in the JSON as a list or, once Celery froze it, as a group; its members have the same paths either way. */
function readHeader(header: unknown, path: string): GroupTree {
  const headerPath = pathOf(path, "header");
  const json = Array.isArray(header)
    ? { args: [], kwargs: { tasks: header }, options: {}, immutable: false }
    : objectAt(header, headerPath);
  return readGroup(json, headerPath, headerPath);
}

function readTask(json: JsonObject, path: string): TaskTree {
  const name = textAt(json["task"], path);
  const over = name === "celery.map" || name === "celery.starmap";
  return {
    ...readShared(json, path),
    kind: "task",
    name,
    kwargs: objectAt(json["kwargs"], path),
    over: over ? readOver(name, objectAt(json["kwargs"], path), path) : null,
  };
}

function readOver(name: string, kwargs: JsonObject, path: string): TaskTree["over"] {
  const items = listAt(kwargs["it"], path);
  return {
    name: textAt(objectAt(kwargs["task"], path)["task"], path),
    calls:
      name === "celery.map" ? items.map((item) => [item]) : items.map((item) => listAt(item, path)),
  };
}

/** The group that `celery.chunks` stands for: starmaps over `n` items each, the last one shorter. */
function readChunks(json: JsonObject, path: string): GroupTree {
  const kwargs = objectAt(json["kwargs"], path);
  const items = listAt(kwargs["it"], path);
  const size = kwargs["n"];
  if (typeof size !== "number" || size < 1) {
    throw new RefusedCanvas(`${path}: a chunk has at least one item`);
  }
  const members = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => {
    const it = items.slice(index * size, (index + 1) * size);
    const starmap = {
      task: "celery.starmap",
      args: [],
      kwargs: { task: kwargs["task"], it },
      options: {},
    };
    return readCanvas(starmap, pathOf(path, `chunks[${index}]`));
  });
  const failFast = isFailFast(json);
  return {
    ...readShared(json, path),
    kind: "group",
    kwargs: {},
    immutable: true,
    failFast,
    members,
  };
}

function isFailFast({ options }: JsonObject): boolean {
  return isJsonObject(options) && options["fail_fast"] === true;
}

function readShared(
  json: JsonObject,
  path: string,
): Omit<TaskTree, "kind" | "name" | "over" | "kwargs"> {
  const options = objectAt(json["options"], path);
  const ignoreResult = options["ignore_result"];
  return {
    path,
    args: listAt(json["args"], path),
    immutable: json["immutable"] === true,
    ignoreResult: typeof ignoreResult === "boolean" ? ignoreResult : undefined,
    links: readAll(options["link"] ?? [], pathOf(path, "link")),
    errbacks: listAt(options["link_error"] ?? [], path).map((errback, index) => {
      readCanvas(errback, pathOf(path, `link_error[${index}]`));
      return (callPath) => readCanvas(errback, callPath);
    }),
  };
}

function readAll(value: unknown, path: string): readonly CanvasTree[] {
  return listAt(value, path).map((item, index) => readCanvas(item, `${path}[${index}]`));
}

function objectAt(value: unknown, path: string): JsonObject {
  if (!isJsonObject(value)) {
    throw new RefusedCanvas(`${path}: expected an object, got ${JSON.stringify(value)}`);
  }
  return value;
}

function listAt(value: unknown, path: string): readonly JsonValue[] {
  if (!isJsonList(value)) {
    throw new RefusedCanvas(`${path}: expected a list, got ${JSON.stringify(value)}`);
  }
  return value;
}

function textAt(value: unknown, path: string): string {
  if (typeof value !== "string") {
    throw new RefusedCanvas(`${path}: expected a name, got ${JSON.stringify(value)}`);
  }
  return value;
}

/** What is read here came out of JSON, so an object holds JSON values alone. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}
