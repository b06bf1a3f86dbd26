/** A schedule as somebody writes it: texts, until they are read. */
import { z } from "zod";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import { type CrontabField, crontabFromText } from "../../../shared/schedule/crontab.ts";
import type { SolarEvent } from "../../../shared/schedule/solar.ts";
import type { ScheduleDefinition, ScheduleView } from "../../../shared/wire/schedules.ts";
import { printJson } from "../../ui/print-json.ts";
import { localText } from "./local-time.ts";

export const CALL_KINDS = ["task", "canvas", "graph"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export const WHEN_KINDS = ["crontab", "every", "at", "solar"] as const;
export type WhenKind = (typeof WHEN_KINDS)[number];

/** In seconds. */
export const UNITS = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;
export type Unit = keyof typeof UNITS;

export interface ScheduleDraft {
  readonly name: string;
  readonly runs: CallKind;
  readonly task: string;
  /** JSON, as the next four. */
  readonly args: string;
  readonly kwargs: string;
  readonly canvas: string;
  readonly graph: string;
  readonly options: string;
  readonly when: WhenKind;
  readonly crontab: Readonly<Record<CrontabField, string>>;
  readonly every: string;
  readonly unit: Unit;
  readonly relative: boolean;
  /** As a field for date and time has it, in the reader's own zone. */
  readonly at: string;
  readonly event: SolarEvent;
  readonly lat: string;
  readonly lon: string;
  readonly timezone: string;
  readonly overlap: ScheduleDefinition["overlap"];
  /** Seconds; "": none. */
  readonly deadline: string;
  readonly jitter: string;
  readonly endsAt: string;
}

const EVERY_DAY_AT_SIX = {
  minute: "0",
  hour: "6",
  day_of_month: "*",
  month_of_year: "*",
  day_of_week: "*",
};

/** Of which somebody makes a schedule. */
export function newDraft(task: string, timezone: string): ScheduleDraft {
  return {
    name: "",
    runs: "task",
    task,
    args: "[]",
    kwargs: "{}",
    canvas: "",
    graph: "",
    options: "{}",
    when: "crontab",
    crontab: EVERY_DAY_AT_SIX,
    every: "30",
    unit: "minutes",
    relative: false,
    at: "",
    event: "sunrise",
    lat: "",
    lon: "",
    timezone,
    overlap: "skip",
    deadline: "",
    jitter: "",
    endsAt: "",
  };
}

const drawing = z.object({
  name: z.string(),
  canvas: z.custom<JsonValue>().optional(),
  graph: z.custom<JsonValue>().optional(),
});

/** What the editor hands over: it is all that is known of the new schedule. Anything else says nothing. */
export function draftOfDrawing(handed: unknown): Partial<ScheduleDraft> {
  const { data } = drawing.safeParse(handed);

  if (data === undefined) {
    return {};
  }

  return data.graph === undefined
    ? { name: data.name, runs: "canvas", canvas: printJson(data.canvas ?? null) }
    : { name: data.name, runs: "graph", graph: printJson(data.graph) };
}

/** Of which somebody changes one. */
export function draftOf(entry: ScheduleView): ScheduleDraft {
  const { name, task, timezone, overlap, deadline, jitter, ends_at: endsAt } = entry;

  return {
    ...newDraft(task ?? "", timezone),
    name,
    ...callTexts(entry),
    ...whenTexts(entry.schedule),
    overlap,
    deadline: deadline === null ? "" : String(deadline),
    jitter: jitter === 0 ? "" : String(jitter),
    endsAt: endsAt === null ? "" : localText(endsAt),
  };
}

function callTexts(entry: ScheduleView): Partial<ScheduleDraft> {
  const { args = [], kwargs = {}, canvas, graph, options = {} } = entry;

  return {
    runs: CALL_KINDS.find((kind) => entry[kind] !== undefined) ?? "task",
    args: printJson([...args]),
    kwargs: printJson(kwargs),
    ...(canvas !== undefined && { canvas: printJson(canvas) }),
    ...(graph !== undefined && { graph: printJson(plainJson.parse(graph)) }),
    options: printJson(options),
  };
}

/** What came as JSON is JSON. */
const plainJson = z.custom<JsonValue>();

function whenTexts(schedule: ScheduleDefinition["schedule"]): Partial<ScheduleDraft> {
  const { crontab, every, relative = false, at, solar } = schedule;

  if (crontab !== undefined) {
    return { when: "crontab", crontab: crontabTexts(crontab) };
  }

  if (every !== undefined) {
    const unit = largestUnit(every);

    return { when: "every", every: String(every / UNITS[unit]), unit, relative };
  }

  if (at !== undefined) {
    return { when: "at", at: localText(at) };
  }

  return solar === undefined
    ? {}
    : { when: "solar", event: solar.event, lat: String(solar.lat), lon: String(solar.lon) };
}

type Spec = NonNullable<ScheduleDefinition["schedule"]["crontab"]>;

function crontabTexts(spec: Spec): ScheduleDraft["crontab"] {
  const text = (field: CrontabField): string => {
    const value = spec[field] ?? "*";

    return Array.isArray(value) ? value.join(",") : String(value);
  };

  return {
    minute: text("minute"),
    hour: text("hour"),
    day_of_week: text("day_of_week"),
    day_of_month: text("day_of_month"),
    month_of_year: text("month_of_year"),
  };
}

function largestUnit(seconds: number): Unit {
  if (seconds % UNITS.days === 0) {
    return "days";
  }

  if (seconds % UNITS.hours === 0) {
    return "hours";
  }

  return seconds % UNITS.minutes === 0 ? "minutes" : "seconds";
}

/** A line of a crontab file, pasted into any of its fields, fills them all. */
export function typeCrontab(
  crontab: ScheduleDraft["crontab"],
  field: CrontabField,
  text: string,
): ScheduleDraft["crontab"] {
  const line = crontabFromText(text);

  return line === undefined ? { ...crontab, [field]: text } : crontabTexts(line);
}
