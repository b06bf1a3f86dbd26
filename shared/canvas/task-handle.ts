/** A task as those see it who compose canvases: its name, and what makes signatures of it. */
import {
  type CanvasSignature,
  canvasSignature,
  type GroupSignature,
  groupSignature,
} from "./canvas-signature.ts";
import { chunksCanvas, groupCanvas, mapCanvas, taskCanvas } from "./canvas.ts";
import { chunkStarmaps } from "./chunks.ts";
import { assertJsonList, assertJsonObject } from "./json-check.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { type CallOptions, wireOptions } from "./options.ts";
import type { Given, Missing } from "./partial-args.ts";
import type { Anything } from "./step.ts";
import { type TaskSignature, taskSignature } from "./task-signature.ts";

export interface TaskHandle<Args extends Anything, Result> {
  readonly name: string;
  /** A call with its last arguments given; in a chain the predecessor's result comes before them. */
  s<Some extends Given<Args>>(...given: Some): TaskSignature<Missing<Args, Some>, Result>;
  /** An immutable call: it ignores what a predecessor returns. */
  si(...args: Args): TaskSignature<Anything, Result>;
  /** Any call; whether its arguments fit is checked when it is submitted. */
  signature(
    args: readonly Args[number][],
    kwargs?: JsonObject,
    options?: CallOptions & { readonly immutable?: boolean },
  ): TaskSignature<Anything, Result>;
  /** One task that calls it for each item, one after another. */
  map(it: readonly Args[0][]): CanvasSignature<Anything, Result[]>;
  /** As `map`, with a list of arguments for each call. */
  starmap(it: readonly Args[]): CanvasSignature<Anything, Result[]>;
  /** As `starmap`, in tasks of `n` calls each that run side by side. */
  chunks(it: readonly Args[], n: number): ChunksSignature<Result>;
}

interface ChunksSignature<Result> extends CanvasSignature<Anything, Result[][]> {
  /** The starmaps it stands for. */
  group(): GroupSignature<Anything, Result[][]>;
}

/** Arguments that are no JSON throw a TypeError that says where. */
export function taskHandle<Args extends Anything, Result>(name: string): TaskHandle<Args, Result> {
  return {
    name,
    s: (...given) => taskSignature(taskCanvas(name, { args: jsonList(given, `${name}.s: args`) })),
    si: (...args) =>
      taskSignature(
        taskCanvas(name, { args: jsonList(args, `${name}.si: args`), immutable: true }),
      ),
    signature: (args, kwargs = {}, { immutable = false, ...options } = {}) =>
      taskSignature(
        taskCanvas(name, {
          args: jsonList(args, `${name}.signature: args`),
          kwargs: jsonObject(kwargs, `${name}.signature: kwargs`),
          options: wireOptions(options),
          immutable,
        }),
      ),
    map: (it) =>
      canvasSignature(mapCanvas("map", taskCanvas(name), jsonList(it, `${name}.map: it`))),
    starmap: (it) =>
      canvasSignature(mapCanvas("starmap", taskCanvas(name), jsonList(it, `${name}.starmap: it`))),
    chunks: (it, n) => chunksSignature(name, jsonList(it, `${name}.chunks: it`), n),
  };
}

function chunksSignature<Result>(
  name: string,
  it: readonly JsonValue[],
  n: number,
): ChunksSignature<Result> {
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`${name}.chunks: n must be a whole number above 0, got ${n}.`);
  }
  const chunks = chunksCanvas(taskCanvas(name), it, n);
  return {
    ...canvasSignature(chunks),
    group: () => groupSignature(groupCanvas(chunkStarmaps(chunks))),
  };
}

function jsonList(values: readonly unknown[], name: string): readonly JsonValue[] {
  assertJsonList(values, name);
  return values;
}

function jsonObject(values: object, name: string): JsonObject {
  assertJsonObject(values, name);
  return values;
}
