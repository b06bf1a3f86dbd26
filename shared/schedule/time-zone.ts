/**
 * Time zones, by Temporal: its polyfill until workerd and Node have it without a flag. Nothing here knows of any zone; the tables are the
 * platform's own.
 */
import { Temporal } from "temporal-polyfill";

/** A time between two changes of a zone's clocks. Instants are milliseconds since the epoch, offsets what is added to UTC. */
export interface Span {
  /** When the clocks were changed; -Infinity: never before. */
  readonly startsAt: number;
  /** When they will be; Infinity: never again. */
  readonly endsAt: number;
  readonly offset: number;
  /** The offset before `startsAt`. */
  readonly offsetBefore: number;
}

/** A name of the zone database, or an offset: Temporal would also read the zone out of a whole date. */
const ZONE = /^([a-z][a-z0-9_+/-]*|[+-]\d\d:\d\d)$/i;

/** How a zone is called properly (`europe/paris` is `Europe/Paris`); undefined when there is no such zone. */
export function findTimeZone(name: string): string | undefined {
  try {
    return ZONE.test(name) ? zoned(0, name).timeZoneId : undefined;
  } catch {
    // A RangeError: the one way in which Temporal says that it knows no such zone.
    return undefined;
  }
}

export function spanAt(instant: number, timezone: string): Span {
  const here = zoned(instant, timezone);
  const next = here.getTimeZoneTransition("next");
  // "previous" is strictly before.
  const last = zoned(instant + 1, timezone).getTimeZoneTransition("previous");

  return {
    startsAt: last?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    endsAt: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: offsetOf(here),
    offsetBefore:
      last === null ? offsetOf(here) : offsetOf(zoned(last.epochMilliseconds - 1, timezone)),
  };
}

function zoned(instant: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
}

function offsetOf({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return offsetNanoseconds / 1e6;
}
