/** "05:30 UTC" where that is not the reader's time too; "" also where the browser does not know the zone. */
export function formatTimeIn(zone: string, at: string): string {
  try {
    const own = clockIn(undefined, at);
    const there = clockIn(zone, at);

    return own === there ? "" : `${there} ${zone.split("/").at(-1)?.replaceAll("_", " ") ?? ""}`;
  } catch {
    // A RangeError: the server may know zones that are newer than the browser.
    return "";
  }
}

function clockIn(timeZone: string | undefined, at: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(at));
}
