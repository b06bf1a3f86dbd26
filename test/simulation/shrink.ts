/** Makes a failing world smaller: fewer faults and options, fewer runs, smaller canvases, as long as it fails. */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { Seeded } from "./simulate.ts";

type Fails = (seeded: Seeded) => Promise<boolean>;

/** So often a world is tried at most. */
const MAX_TRIES = 400;

export async function shrink(failing: Seeded, fails: Fails): Promise<Seeded> {
  let smallest = failing;
  let tries = 0;
  let isShrinking = true;

  while (isShrinking) {
    isShrinking = false;

    for (const candidate of smaller(smallest)) {
      if ((tries += 1) > MAX_TRIES) {
        return smallest;
      }

      if (await isFailing(candidate, fails)) {
        smallest = candidate;
        isShrinking = true;
        break;
      }
    }
  }

  return smallest;
}

/** A canvas that cannot be is no smaller failure. */
async function isFailing(candidate: Seeded, fails: Fails): Promise<boolean> {
  try {
    return await fails(candidate);
  } catch {
    return false;
  }
}

/** Large cuts first. */
function* smaller(seeded: Seeded): Generator<Seeded> {
  const { canvases } = seeded;

  for (const index of canvases.keys()) {
    if (canvases[index] !== null && canvases.some((other, at) => at !== index && other !== null)) {
      yield { ...seeded, canvases: canvases.with(index, null) };
    }
  }

  const names = [...(seeded.only ?? [])];

  for (
    let size = Math.ceil(names.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < names.length; from += size) {
      yield { ...seeded, only: new Set(names.toSpliced(from, size)) };
    }
  }

  for (const [index, canvas] of canvases.entries()) {
    for (const part of isObject(canvas) ? smallerCanvases(canvas) : []) {
      yield { ...seeded, canvases: canvases.with(index, part) };
    }
  }
}

/** One of its parts in its place, one part less, or one part smaller. */
function* smallerCanvases(canvas: JsonObject): Generator<JsonObject> {
  const kwargs = objectIn(canvas, "kwargs");
  const options = objectIn(canvas, "options");

  for (const key of ["tasks", "header", "body"]) {
    yield* partsOf(kwargs[key]);

    for (const less of smallerPart(kwargs[key])) {
      yield { ...canvas, kwargs: { ...kwargs, [key]: less } };
    }
  }

  for (const key of ["link", "link_error"].filter((name) => name in options)) {
    const { [key]: _callbacks, ...rest } = options;

    yield { ...canvas, options: rest };
  }
}

function objectIn(canvas: JsonObject, key: string): JsonObject {
  const part = canvas[key];

  return isObject(part) ? part : {};
}

function partsOf(part: JsonValue | undefined): readonly JsonObject[] {
  return [part ?? []].flat().filter((each: JsonValue) => isObject(each));
}

function* smallerPart(part: JsonValue | undefined): Generator<JsonValue> {
  if (Array.isArray(part)) {
    const parts: readonly JsonValue[] = part;

    for (const [index, each] of parts.entries()) {
      yield parts.toSpliced(index, 1);

      for (const less of isObject(each) ? smallerCanvases(each) : []) {
        yield parts.with(index, less);
      }
    }
  } else if (isObject(part)) {
    yield* smallerCanvases(part);
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
