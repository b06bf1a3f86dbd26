/** A schedule as it is written in JSON, checked with words for everything that is wrong in it. */
import { z } from "zod";

import { fields } from "../wire/fields.ts";
import {
  CRONTAB_FIELDS,
  type Crontab,
  type CrontabSpec,
  crontabFromText,
  parseCrontab,
} from "./crontab.ts";
import type { Schedule } from "./schedule.ts";
import { SOLAR_EVENTS } from "./solar.ts";
import { findTimeZone } from "./time-zone.ts";

/** Each firing is a few calls and written rows: more often than this is the work of a task that runs long. */
const MIN_EVERY_SECONDS = 0.1;

/** Shorter intervals have no whole unit to be relative to. */
const MINUTE_SECONDS = 60;

/** A hundred years: further off, the number is a mistake. */
const MAX_EVERY_SECONDS = 3_155_760_000;

const fieldValue = z.union(
  [z.string(), z.int()],
  "expected a text such as */15, mon-fri or 1,2,3, or a number",
);
const field = z.union(
  [fieldValue, z.array(fieldValue).readonly()],
  "expected a text such as */15, mon-fri or 1,2,3, a number, or a list of them",
);

const crontabFields = z
  .strictObject(
    {
      minute: field.optional(),
      hour: field.optional(),
      day_of_week: field.optional(),
      day_of_month: field.optional(),
      month_of_year: field.optional(),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `expected ${CRONTAB_FIELDS.join(", ")}; got ${issue.keys.join(", ")}`
          : 'expected the fields, or a text with five of them such as "30 7 * * mon-fri"',
    },
  )
  .superRefine((spec, context) => {
    const parsed = parseCrontab(spec);

    for (const { field: name, message } of parsed.ok ? [] : parsed.problems) {
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

/** A time with its zone: "tomorrow at nine" is another instant everywhere. */
export const instant = z.iso.datetime({
  offset: true,
  error: "expected an ISO 8601 time with its zone, such as 2026-11-21T12:00:00Z",
});

const solar = fields({
  event: z.enum(SOLAR_EVENTS, `expected one of ${SOLAR_EVENTS.join(", ")}`),
  lat: z.number().min(-90, "expected -90 to 90").max(90, "expected -90 to 90"),
  lon: z.number().min(-180, "expected -180 to 180").max(180, "expected -180 to 180"),
});

const KINDS = ["crontab", "every", "at", "solar"] as const;

export const scheduleJson = z
  .strictObject(
    {
      /** A text is in the order of a crontab file. */
      crontab: z
        .preprocess(
          (given) => (typeof given === "string" ? (crontabFromText(given) ?? given) : given),
          crontabFields,
        )
        .optional(),
      every: z
        .number("expected seconds")
        .min(MIN_EVERY_SECONDS, `expected at least ${MIN_EVERY_SECONDS} seconds`)
        .max(MAX_EVERY_SECONDS, `expected at most ${MAX_EVERY_SECONDS} seconds`)
        .optional(),
      /** Of `every`: at whole days, hours or minutes. */
      relative: z.boolean().optional(),
      at: instant.optional(),
      solar: solar.optional(),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `expected one of ${KINDS.join(", ")}; got ${issue.keys.join(", ")}`
          : 'expected a schedule, such as {"every": 30} or {"crontab": {"hour": 4, "minute": 0}}',
    },
  )
  .refine(
    (given) => KINDS.filter((kind) => given[kind] !== undefined).length === 1,
    `expected one of ${KINDS.join(", ")}, and only one`,
  );
export type ScheduleJson = z.infer<typeof scheduleJson>;

/** The name of a zone, as it is called properly. */
export const timezone = z.string("expected the name of a time zone").transform((name, context) => {
  const found = findTimeZone(name);

  if (found === undefined) {
    context.addIssue({
      code: "custom",
      message: `expected a name of the time zone database, such as Europe/Paris or UTC; got ${JSON.stringify(name)}`,
    });
  }

  return found ?? name;
});

/** Of a schedule that passed the schema above. */
export function readSchedule({ crontab, every, relative, at, solar: sun }: ScheduleJson): Schedule {
  if (crontab !== undefined) {
    return { kind: "crontab", crontab: readCrontab(crontab) };
  }

  if (every !== undefined) {
    const isRelative = relative === true && every >= MINUTE_SECONDS;

    return { kind: "interval", everyMs: Math.round(every * 1000), relative: isRelative };
  }

  if (at !== undefined) {
    return { kind: "at", at: Date.parse(at) };
  }

  if (sun !== undefined) {
    return { kind: "solar", solar: sun };
  }

  throw new TypeError("A schedule has a crontab, an interval, an instant or an event of the sun.");
}

function readCrontab(spec: CrontabSpec): Crontab {
  const parsed = parseCrontab(spec);

  if (!parsed.ok) {
    throw new TypeError(parsed.problems.map(({ message }) => message).join("; "));
  }

  return parsed.crontab;
}
