import type { JsonObject, JsonValue } from "./json.ts";

/** What every canvas has beside its parts. */
export interface CanvasBase {
  readonly args: readonly JsonValue[];
  /** Keyword arguments; of a composition, what is left beside its parts. */
  readonly kwargs: JsonObject;
  /** Under Celery's names. `link` and `link_error` stay here as JSON: `linksOf` and `errbacksOf` read them. */
  readonly options: JsonObject;
  readonly immutable: boolean;
  /** Top-level keys beyond the six of a signature, kept. */
  readonly extra: JsonObject;
}

export type TaskCanvas = CanvasBase & { readonly kind: "task"; readonly task: string };

export type ChainCanvas = CanvasBase & {
  readonly kind: "chain";
  readonly tasks: readonly Canvas[];
};

export type GroupCanvas = CanvasBase & {
  readonly kind: "group";
  readonly tasks: readonly Canvas[];
};

export type ChordCanvas = CanvasBase & {
  readonly kind: "chord";
  readonly header: readonly Canvas[];
  /** Keyword arguments for every member of the header. */
  readonly headerKwargs: JsonObject;
  readonly body: Canvas;
};

/** One task over a list, item by item: an item is its argument (map) or its list of arguments (starmap). */
export type MapCanvas = CanvasBase & {
  readonly kind: "map" | "starmap";
  readonly inner: TaskCanvas;
  readonly it: readonly JsonValue[];
};

/** A group of starmaps over `n` items each, the last one shorter. */
export type ChunksCanvas = CanvasBase & {
  readonly kind: "chunks";
  readonly inner: TaskCanvas;
  readonly it: readonly JsonValue[];
  readonly n: number;
};

/** Signatures composed: the tree that Celery's JSON stands for. */
export type Canvas =
  | TaskCanvas
  | ChainCanvas
  | GroupCanvas
  | ChordCanvas
  | MapCanvas
  | ChunksCanvas;

const BLANK: CanvasBase = { args: [], kwargs: {}, options: {}, immutable: false, extra: {} };

export function taskCanvas(task: string, call: Partial<CanvasBase> = {}): TaskCanvas {
  return { ...BLANK, ...call, kind: "task", task };
}

export function chainCanvas(tasks: readonly Canvas[]): ChainCanvas {
  return { ...BLANK, kind: "chain", tasks };
}

export function groupCanvas(tasks: readonly Canvas[]): GroupCanvas {
  return { ...BLANK, kind: "group", tasks };
}

/** A chord whose header is `header`'s parts: a group's members, a chain's steps side by side (as in Celery), else it alone. */
export function chordCanvas(header: Canvas | readonly Canvas[], body: Canvas): ChordCanvas {
  return { ...BLANK, kind: "chord", header: headerParts(header), headerKwargs: {}, body };
}

/** Immutable, as in Celery: a predecessor's result is not passed. */
export function mapCanvas(
  kind: "map" | "starmap",
  inner: TaskCanvas,
  it: readonly JsonValue[],
): MapCanvas {
  return { ...BLANK, immutable: true, kind, inner, it };
}

export function chunksCanvas(inner: TaskCanvas, it: readonly JsonValue[], n: number): ChunksCanvas {
  return { ...BLANK, immutable: true, kind: "chunks", inner, it, n };
}

/** What a chord's header, given as one canvas, stands for. */
export function headerParts(header: Canvas | readonly Canvas[]): readonly Canvas[] {
  if (!("kind" in header)) {
    return header;
  }
  return header.kind === "group" || header.kind === "chain" ? header.tasks : [header];
}
