/** An instant as a zone's clocks show it: `2026-03-29T03:30:00+02:00`. */
export function localTime(instant: number, timezone: string): string {
  const offset = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    timeZoneName: "longOffset",
  })
    .formatToParts(instant)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign = "+", hours = "00", minutes = "00"] =
    /GMT([+-])(\d\d):(\d\d)/.exec(offset ?? "") ?? [];
  const offsetMinutes = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const wall = new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, 19);

  return `${wall}${sign}${hours}:${minutes}`;
}
