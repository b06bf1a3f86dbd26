/** An instant as a field for date and time has it: the reader's own clock, "2026-11-21T14:05:00". */
export function localText(iso: string): string {
  const at = new Date(iso);
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  const seconds = at.getSeconds() === 0 ? "" : `:${two(at.getSeconds())}`;

  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}${seconds}`;
}

/** undefined: it is no time. */
export function instantOf(local: string): string | undefined {
  const at = new Date(local);

  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
