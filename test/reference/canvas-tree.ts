import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";

/**
 * A canvas as the evaluator reads it, every part with its path.
 *
 * A path names a part by where it stands in the JSON, without the word `kwargs`: the canvas itself is ``, then `tasks[1]`,
 * `tasks[1].header[0]`, `body`, `link[0]`, `link_error[0]`, and `chunks[2]` for the third starmap of a `celery.chunks`.
 * Where an errback is called once for each of several tasks (on a group, or on a chord whose body ends in a list), the calls
 * are `link_error[0][0]`, `link_error[0][1]`, …
 */
export type CanvasTree = TaskTree | ChainTree | GroupTree | ChordTree;

interface CanvasPart {
  readonly path: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  readonly immutable: boolean;
  readonly ignoreResult: boolean | undefined;
  readonly links: readonly CanvasTree[];
  /** Read anew at the path of each call. */
  readonly errbacks: readonly ((path: string) => CanvasTree)[];
}

export interface TaskTree extends CanvasPart {
  readonly kind: "task";
  readonly name: string;
  /** For `celery.map` and `celery.starmap`: the task inside and the arguments of each of its calls. */
  readonly over: {
    readonly name: string;
    readonly calls: readonly (readonly JsonValue[])[];
  } | null;
}

export interface ChainTree extends CanvasPart {
  readonly kind: "chain";
  readonly first: CanvasTree;
  readonly rest: readonly CanvasTree[];
}

export interface GroupTree extends CanvasPart {
  readonly kind: "group";
  /** It ends with the first of its tasks that fails. */
  readonly failFast: boolean;
  readonly members: readonly CanvasTree[];
}

export interface ChordTree extends CanvasPart {
  readonly kind: "chord";
  readonly header: GroupTree;
  readonly body: CanvasTree;
}

/** True if the canvas yields a list: a group comes last in it. */
export function yieldsList(canvas: CanvasTree): boolean {
  switch (canvas.kind) {
    case "task":
      return false;
    case "chain":
      return yieldsList(canvas.rest.at(-1) ?? canvas.first);
    case "group":
      return true;
    case "chord":
      return yieldsList(canvas.body);
  }
}
