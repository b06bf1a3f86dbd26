/** The words of the form. */
import { parseCrontab } from "../../../shared/schedule/crontab.ts";
import { describeSchedule } from "../../../shared/schedule/describe-schedule.ts";
import type { SolarEvent } from "../../../shared/schedule/solar.ts";
import type { ScheduleDefinition } from "../../../shared/wire/schedules.ts";
import { capital } from "../../ui/format.ts";
import type { CallKind, ScheduleDraft, WhenKind } from "./draft.ts";

export const CALL_WORDS: Readonly<Record<CallKind, string>> = {
  task: "Task",
  canvas: "Canvas",
  graph: "Graph",
};

export const WHEN_WORDS: Readonly<Record<WhenKind, string>> = {
  crontab: "Crontab",
  every: "Every",
  at: "Once",
  solar: "Sun",
};

interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export const EVENTS: readonly Choice<SolarEvent>[] = [
  { value: "dawn_astronomical", label: "Dawn, astronomical" },
  { value: "dawn_nautical", label: "Dawn, nautical" },
  { value: "dawn_civil", label: "Dawn, civil" },
  { value: "sunrise", label: "Sunrise" },
  { value: "solar_noon", label: "Solar noon" },
  { value: "sunset", label: "Sunset" },
  { value: "dusk_civil", label: "Dusk, civil" },
  { value: "dusk_nautical", label: "Dusk, nautical" },
  { value: "dusk_astronomical", label: "Dusk, astronomical" },
];

export const OVERLAPS: readonly Choice<ScheduleDefinition["overlap"]>[] = [
  { value: "skip", label: "skip this one" },
  { value: "queue", label: "let one wait" },
  { value: "allow", label: "run beside it" },
];

/** A crontab in words as it is typed; null: it is none. Everything else says itself. */
export function describeDraft({ when, crontab }: ScheduleDraft): string | null {
  const parsed = when === "crontab" ? parseCrontab(crontab) : null;

  return parsed?.ok === true ? capital(describeSchedule({ kind: "crontab", ...parsed })) : null;
}
