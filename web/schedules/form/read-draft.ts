/** What a draft says, as the API takes it, or why it cannot be sent at all. Whatever can be sent the server judges. */
import { z } from "zod";

import { jsonEqual } from "../../../shared/canvas/json-equal.ts";
import type { JsonObject, JsonValue } from "../../../shared/canvas/json.ts";
import { jsonObject, jsonValue } from "../../../shared/wire/json.ts";
import type { FieldError } from "../../api/api-error.ts";
import { parseJson } from "../../ui/parse-json.ts";
import { type ScheduleDraft, UNITS } from "./draft.ts";
import { instantOf } from "./local-time.ts";

/** What is said, as far as it could be read, and what could not. */
interface Reading {
  readonly body: JsonObject;
  readonly problems: readonly FieldError[];
}

/** All but the name. */
export function readDraft(draft: ScheduleDraft): Reading {
  return joined([readCall(draft), readWhen(draft), readRules(draft)]);
}

const CALL_FIELDS: ReadonlySet<string> = new Set([
  "task",
  "args",
  "kwargs",
  "canvas",
  "graph",
  "options",
]);

/** The fields to send for a change. What is called is sent whole: another task has other arguments. */
export function changesOf(before: JsonObject, after: JsonObject): JsonObject {
  const changed = Object.keys({ ...before, ...after }).filter(
    (field) => !jsonEqual(before[field], after[field]),
  );
  const isOtherCall = changed.some((field) => CALL_FIELDS.has(field));

  return Object.fromEntries(
    Object.entries(after).filter(
      ([field]) => changed.includes(field) || (isOtherCall && CALL_FIELDS.has(field)),
    ),
  );
}

const list = z.array(jsonValue);

function readCall(draft: ScheduleDraft): Reading {
  switch (draft.runs) {
    case "task":
      return joined([
        { body: { task: draft.task }, problems: [] },
        readJson("args", draft.args, list, "a JSON list, as [1, 2]"),
        readJson("kwargs", draft.kwargs, jsonObject, 'a JSON object, as {"x": 1}'),
        readOptions(draft),
      ]);
    case "canvas":
      return joined([
        readJson("canvas", draft.canvas, jsonObject, "a signature, as Celery prints it"),
        readOptions(draft),
      ]);
    case "graph":
      return readJson("graph", draft.graph, jsonObject, "a graph of nodes and edges");
  }
}

function readOptions({ options }: ScheduleDraft): Reading {
  const read = readJson("options", options, jsonObject, 'a JSON object, as {"queue": "low"}');

  return jsonEqual(read.body["options"], {}) ? { ...read, body: {} } : read;
}

/** Also for the preview: the `schedule` and the `timezone`. */
export function readWhen(draft: ScheduleDraft): Reading {
  const { timezone } = draft;
  const { value, problems } = readSchedule(draft);

  return { body: { schedule: value, timezone: timezone.trim() }, problems };
}

interface Part {
  readonly value: JsonValue;
  readonly problems: readonly FieldError[];
}

function readSchedule(draft: ScheduleDraft): Part {
  switch (draft.when) {
    case "crontab":
      return { value: { crontab: trimmed(draft.crontab) }, problems: [] };
    case "every": {
      const { value, problems } = readNumber("schedule.every", draft.every);
      const every = typeof value === "number" ? value * UNITS[draft.unit] : value;

      return { value: { every, ...(draft.relative && { relative: true }) }, problems };
    }
    case "at": {
      const { value, problems } = readInstant("schedule.at", draft.at);

      return { value: { at: value }, problems };
    }
    case "solar": {
      const lat = readNumber("schedule.solar.lat", draft.lat);
      const lon = readNumber("schedule.solar.lon", draft.lon);

      return {
        value: { solar: { event: draft.event, lat: lat.value, lon: lon.value } },
        problems: [...lat.problems, ...lon.problems],
      };
    }
  }
}

function trimmed(crontab: ScheduleDraft["crontab"]): JsonObject {
  return Object.fromEntries(Object.entries(crontab).map(([field, text]) => [field, text.trim()]));
}

function readRules({ overlap, deadline, jitter, endsAt }: ScheduleDraft): Reading {
  const parts = {
    deadline: deadline === "" ? NOTHING : readNumber("deadline", deadline),
    jitter: jitter === "" ? NOTHING : readNumber("jitter", jitter),
    ends_at: endsAt === "" ? NOTHING : readInstant("ends_at", endsAt),
  };

  return {
    body: {
      overlap,
      ...Object.fromEntries(Object.entries(parts).map(([field, { value }]) => [field, value])),
    },
    problems: Object.values(parts).flatMap(({ problems }) => problems),
  };
}

/** Sets a field back to what it is when nothing is said. */
const NOTHING: Part = { value: null, problems: [] };

function readNumber(path: string, text: string): Part {
  const value = text.trim() === "" ? Number.NaN : Number(text);

  return Number.isFinite(value)
    ? { value, problems: [] }
    : { value: null, problems: [{ path, message: "expected a number" }] };
}

function readInstant(path: string, text: string): Part {
  const value = instantOf(text);

  return value === undefined
    ? { value: null, problems: [{ path, message: "expected a day and a time" }] }
    : { value, problems: [] };
}

function readJson<T extends JsonValue>(
  path: string,
  text: string,
  schema: z.ZodType<T>,
  expected: string,
): Reading {
  const parsed = parseJson(text, schema, expected);

  return parsed.ok
    ? { body: { [path]: parsed.value }, problems: [] }
    : { body: {}, problems: [{ path, message: parsed.problem }] };
}

function joined(readings: readonly Reading[]): Reading {
  return {
    body: Object.assign({}, ...readings.map(({ body }) => body)),
    problems: readings.flatMap(({ problems }) => problems),
  };
}
