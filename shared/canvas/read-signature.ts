/**
 * From a signature in Celery's JSON to the canvas it stands for. Lenient as Celery's `from_dict`: a missing key gets its
 * default, and only what cannot be guessed (a task's name, the parts of a composition) is required.
 */
import { type Canvas, type CanvasBase, headerParts, type TaskCanvas } from "./canvas.ts";
import { isPlainObject } from "./describe.ts";
import {
  type Field,
  fieldAt,
  noteFault,
  noteLimit,
  noteUnexpected,
  readList,
  readObject,
  readValue,
  readValues,
} from "./field.ts";
import { MAX_DEPTH, TOO_DEEP } from "./json-check.ts";
import type { JsonValue } from "./json.ts";
import { LINK_ON_GROUP } from "./link-options.ts";
import { rememberLink } from "./parsed-links.ts";
import { type Head, type Kind, readHead } from "./read-head.ts";
import { toSignature } from "./to-json.ts";

/**
 * How many signatures one canvas may hold, compositions and links included: reading ends there. How many tasks it may come to is the
 * compiler's limit, which is lower.
 */
const MAX_SIGNATURES = 200_000;

/** A canvas without what every canvas has. */
type Parts = PartsOf<Canvas>;
type PartsOf<C> = C extends Canvas ? Omit<C, keyof CanvasBase> : never;

/** The keys of `kwargs` that are parts of the canvas and no keyword arguments. */
const PART_KEYS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  task: new Set(),
  chain: new Set(["tasks"]),
  group: new Set(["tasks"]),
  chord: new Set(["kwargs", "header", "body"]),
  map: new Set(["task", "it"]),
  starmap: new Set(["task", "it"]),
  chunks: new Set(["task", "it", "n"]),
};

const SIGNATURE_KEYS = new Set(["task", "args", "kwargs", "options", "subtask_type", "immutable"]);

/** Any signature but an empty chain, which is only allowed as a step of a chain (where it vanishes). */
export function readMember(field: Field): Canvas | undefined {
  const canvas = readSignature(field);
  return canvas !== undefined && isEmptyChain(canvas)
    ? noteFault(field, "a chain needs at least one task")
    : canvas;
}

function readSignature(field: Field): Canvas | undefined {
  if (field.reading.stopped) {
    return undefined;
  }
  if (!isPlainObject(field.value)) {
    return noteUnexpected(field, "a signature");
  }
  if (field.depth >= MAX_DEPTH) {
    return noteLimit(field, TOO_DEEP);
  }
  field.reading.signatures += 1;
  if (field.reading.signatures > MAX_SIGNATURES) {
    return noteLimit(field, `expected at most ${MAX_SIGNATURES} signatures, got more`);
  }
  const inside = { ...field, depth: field.depth + 1 };
  const head = readHead(inside);
  return head && readCanvas(inside, head);
}

function readCanvas(signature: Field, head: Head): Canvas | undefined {
  const base = readBase(signature, head.kind);
  const parts = readParts(fieldAt(signature, "kwargs"), head);
  return base && parts && { ...base, ...parts };
}

function readBase(signature: Field, kind: Kind): CanvasBase | undefined {
  const args = readArgs(fieldAt(signature, "args"));
  const kwargs = readObject(fieldAt(signature, "kwargs"), { except: PART_KEYS[kind] });
  const options = readObject(fieldAt(signature, "options"), {
    readItem(field, name) {
      return readOption(field, name, kind);
    },
  });
  const immutable = readImmutable(fieldAt(signature, "immutable"), kind);
  const extra = readObject(signature, { except: SIGNATURE_KEYS });
  return args && kwargs && options && extra && immutable !== undefined
    ? { args, kwargs, options, immutable, extra }
    : undefined;
}

function readArgs(field: Field): readonly JsonValue[] | undefined {
  return field.value === undefined ? [] : readValues(field, "a list of arguments");
}

function readImmutable(field: Field, kind: Kind): boolean | undefined {
  if (field.value === undefined) {
    return kind === "map" || kind === "starmap" || kind === "chunks";
  }
  return typeof field.value === "boolean" ? field.value : noteUnexpected(field, "true or false");
}

function readOption(field: Field, name: string, kind: Kind): JsonValue | undefined {
  if ((name !== "link" && name !== "link_error") || field.value === null) {
    return readValue(field);
  }
  if (name === "link" && kind === "group") {
    return noteFault(field, LINK_ON_GROUP);
  }
  return Array.isArray(field.value)
    ? readList(field, "a list of signatures", readLink)
    : readLink(field);
}

/** In Celery's normal form, as `toSignature` prints everything else. */
function readLink(field: Field): JsonValue | undefined {
  const canvas = readMember(field);
  if (canvas === undefined) {
    return undefined;
  }
  const link = toSignature(canvas);
  rememberLink(link, canvas);
  return link;
}

function readParts(kwargs: Field, head: Head): Parts | undefined {
  switch (head.kind) {
    case "task":
      return head;
    case "chain":
      return readChain(fieldAt(kwargs, "tasks"));
    case "group":
      return readGroup(fieldAt(kwargs, "tasks"));
    case "chord":
      return readChord(kwargs);
    case "map":
    case "starmap":
      return readMap(kwargs, head.kind);
    case "chunks":
      return readChunks(kwargs);
  }
}

function readChain(field: Field): Parts | undefined {
  const tasks = readList(field, "a list of signatures", readSignature);
  return tasks && { kind: "chain", tasks: tasks.filter((task) => !isEmptyChain(task)) };
}

function readGroup(field: Field): Parts | undefined {
  const tasks = readList(field, "a list of signatures", readMember);
  return tasks && { kind: "group", tasks };
}

function readChord(kwargs: Field): Parts | undefined {
  const header = readHeader(fieldAt(kwargs, "header"));
  const headerKwargs = readObject(fieldAt(kwargs, "kwargs"));
  const body = readMember(fieldAt(kwargs, "body"));
  return header && headerKwargs && body && { kind: "chord", header, headerKwargs, body };
}

function readHeader(field: Field): readonly Canvas[] | undefined {
  if (!isPlainObject(field.value)) {
    return readList(field, "a list of signatures or a group", readMember);
  }
  const header = readMember(field);
  return header && headerParts(header);
}

function readMap(kwargs: Field, kind: "map" | "starmap"): Parts | undefined {
  const inner = readInner(fieldAt(kwargs, "task"));
  const it = readItems(fieldAt(kwargs, "it"), kind);
  return inner && it && { kind, inner, it };
}

function readChunks(kwargs: Field): Parts | undefined {
  const inner = readInner(fieldAt(kwargs, "task"));
  const it = readItems(fieldAt(kwargs, "it"), "chunks");
  const n = readChunkSize(fieldAt(kwargs, "n"));
  return inner && it && n ? { kind: "chunks", inner, it, n } : undefined;
}

function readInner(field: Field): TaskCanvas | undefined {
  const inner = readMember(field);
  if (inner === undefined || inner.kind === "task") {
    return inner;
  }
  return noteFault(field, `expected the signature of a task, got a ${inner.kind}`);
}

/** What a map runs over; starmap and chunks spread each item, so theirs are lists of arguments. */
function readItems(
  field: Field,
  kind: "map" | "starmap" | "chunks",
): readonly JsonValue[] | undefined {
  const items = readValues(field, "a list of items");
  const wrong = kind === "map" || !items ? -1 : items.findIndex((item) => !Array.isArray(item));
  return wrong === -1 ? items : noteUnexpected(fieldAt(field, wrong), "a list of arguments");
}

function readChunkSize(field: Field): number | undefined {
  const n = field.value;
  const isSize = typeof n === "number" && Number.isInteger(n) && n > 0;
  return isSize ? n : noteUnexpected(field, "a whole number above 0");
}

function isEmptyChain(canvas: Canvas): boolean {
  return canvas.kind === "chain" && canvas.tasks.length === 0;
}
