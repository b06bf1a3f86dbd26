/**
 * A field of a document being read: a value of unknown type and where it stands. What is wrong is noted, not thrown, so that
 * one reading finds everything; a reader that cannot read its field notes why and returns `undefined`.
 */
import { describe, isPlainObject } from "./describe.ts";
import { type Fault, isJson, pathKey } from "./json-check.ts";
import { isJsonList, type JsonObject, type JsonValue } from "./json.ts";

const MAX_FAULTS = 20;
const MAX_PATH_LENGTH = 200;

export interface Field {
  readonly value: unknown;
  readonly path: string;
  /** How many signatures this field stands inside. */
  readonly depth: number;
  readonly reading: Reading;
}

/** What is common to all fields of one document. */
interface Reading {
  readonly faults: Fault[];
  /** Signatures met so far. */
  signatures: number;
  /** True once the rest is not worth reading: too many faults, or past a limit. */
  stopped: boolean;
}

export function rootField(value: unknown, path: string): Field {
  return { value, path, depth: 0, reading: { faults: [], signatures: 0, stopped: false } };
}

/** The field `key` inside; its value is `undefined` where there is none. Inherited properties are none. */
export function fieldAt(parent: Field, key: string | number): Field {
  const value: unknown =
    typeof parent.value === "object" && parent.value !== null && Object.hasOwn(parent.value, key)
      ? Reflect.get(parent.value, key)
      : undefined;
  return { ...parent, value, path: parent.path + pathKey(key) };
}

export function noteFault(field: Field, message: string): undefined {
  const { reading, path } = field;
  if (reading.stopped) {
    return;
  }
  reading.faults.push({
    path: path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path,
    message,
  });
  reading.stopped = reading.faults.length >= MAX_FAULTS;
}

/** Notes a fault after which going on would be costly. */
export function noteLimit(field: Field, message: string): undefined {
  noteFault(field, message);
  field.reading.stopped = true;
}

export function noteUnexpected(field: Field, expected: string): undefined {
  noteFault(field, `expected ${expected}, got ${describe(field.value)}`);
}

export function readValue(field: Field): JsonValue | undefined {
  const { value } = field;
  return isJson(value, (fault) =>
    noteFault({ ...field, path: field.path + fault.path }, fault.message),
  )
    ? value
    : undefined;
}

/** A list of JSON values. */
export function readValues(field: Field, expected: string): readonly JsonValue[] | undefined {
  if (!Array.isArray(field.value)) {
    return noteUnexpected(field, expected);
  }
  const value = readValue(field);
  return isJsonList(value) ? value : undefined;
}

/** Every item read with `readItem`, or `undefined` if one could not be. */
export function readList<Item>(
  field: Field,
  expected: string,
  readItem: (field: Field) => Item | undefined,
): readonly Item[] | undefined {
  if (!Array.isArray(field.value)) {
    return noteUnexpected(field, expected);
  }
  const items: Item[] = [];
  for (const index of field.value.keys()) {
    const item = readItem(fieldAt(field, index));
    if (item !== undefined) {
      items.push(item);
    }
    if (field.reading.stopped) {
      return undefined;
    }
  }
  return items.length === field.value.length ? items : undefined;
}

interface ObjectReading {
  /** Keys to leave out. */
  readonly except?: ReadonlySet<string>;
  readonly readItem?: (field: Field, key: string) => JsonValue | undefined;
}

/** Every key but those left out; nothing reads as empty. */
export function readObject(
  field: Field,
  { except, readItem = readValue }: ObjectReading = {},
): JsonObject | undefined {
  if (field.value === undefined) {
    return {};
  }
  if (!isPlainObject(field.value)) {
    return noteUnexpected(field, "an object");
  }
  const keys = Object.keys(field.value).filter((key) => !except?.has(key));
  const entries: [string, JsonValue][] = [];
  for (const key of keys) {
    const item = readItem(fieldAt(field, key), key);
    if (item !== undefined) {
      entries.push([key, item]);
    }
  }
  return entries.length === keys.length ? Object.fromEntries(entries) : undefined;
}
