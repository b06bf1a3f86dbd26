/** Celery's cases of crontabs, where we differ from them on purpose. */

/** An hourly entry of Celery's skips the hour that is repeated in autumn; ours is due in both. */
const REPEATED_HOUR: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "0 * * * * Europe/Paris 2026-10-24T22:10:00+02:00",
    [
      "2026-10-24T23:00:00+02:00",
      "2026-10-25T00:00:00+02:00",
      "2026-10-25T01:00:00+02:00",
      "2026-10-25T02:00:00+02:00",
      "2026-10-25T02:00:00+01:00",
      "2026-10-25T03:00:00+01:00",
    ],
  ],
  [
    "0 * * * * America/New_York 2026-10-31T22:10:00-04:00",
    [
      "2026-10-31T23:00:00-04:00",
      "2026-11-01T00:00:00-04:00",
      "2026-11-01T01:00:00-04:00",
      "2026-11-01T01:00:00-05:00",
      "2026-11-01T02:00:00-05:00",
      "2026-11-01T03:00:00-05:00",
    ],
  ],
]);

interface CrontabCase {
  readonly crontab: string;
  readonly timezone: string;
  readonly after: string;
}

/** When it is due here; undefined: when it is with Celery. */
export function repeatedHour({
  crontab,
  timezone,
  after,
}: CrontabCase): readonly string[] | undefined {
  return REPEATED_HOUR.get(`${crontab} ${timezone} ${after}`);
}
