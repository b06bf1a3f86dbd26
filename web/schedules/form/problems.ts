/** Which field of the form a problem is told beside. */
import type { FieldError } from "../../api/api-error.ts";

/** Each has its place in the form, and so has what is inside of it: `args[0]` is told at `args`. The longest that fits counts. */
const PLACES = [
  "name",
  "task",
  "args",
  "kwargs",
  "canvas",
  "graph",
  "options",
  "schedule",
  "schedule.crontab.minute",
  "schedule.crontab.hour",
  "schedule.crontab.day_of_month",
  "schedule.crontab.month_of_year",
  "schedule.crontab.day_of_week",
  "schedule.every",
  "schedule.at",
  "schedule.solar.lat",
  "schedule.solar.lon",
  "timezone",
  "overlap",
  "deadline",
  "jitter",
  "ends_at",
] as const;
export type Place = (typeof PLACES)[number];

/** What is wrong at each place, in words, and what has no place. */
export interface PlacedProblems {
  readonly at: ReadonlyMap<Place, string>;
  readonly elsewhere: readonly FieldError[];
}

export function placeProblems(problems: readonly FieldError[]): PlacedProblems {
  const at = new Map<Place, string>();
  const elsewhere: FieldError[] = [];

  for (const problem of problems) {
    const place = placeOf(problem.path);

    if (place === undefined) {
      elsewhere.push(problem);
    } else {
      const before = at.get(place);
      const words = wordsOf(problem, place);
      at.set(place, before === undefined || before === words ? words : `${before}; ${words}`);
    }
  }

  return { at, elsewhere };
}

function placeOf(path: string): Place | undefined {
  return PLACES.filter((place) => path === place || isInside(path, place))
    .toSorted((a, b) => b.length - a.length)
    .at(0);
}

function isInside(path: string, place: Place): boolean {
  return path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

/** Where in the place, if it is not the whole of it. */
function wordsOf({ path, message }: FieldError, place: Place): string {
  return path === place ? message : `${path}: ${message}`;
}
