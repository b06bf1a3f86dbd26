/** Rate limits as Celery writes them: a number is per second; `/s`, `/m` and `/h` may follow; nothing or 0 is no limit. */

export type Rate =
  /** 0: no limit. */
  | { readonly ok: true; readonly perSecond: number }
  | { readonly ok: false; readonly message: string };

const RATE = /^(\d+(?:\.\d+)?)(?:\/([smh]))?$/;
const SECONDS: ReadonlyMap<string, number> = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);

export function parseRate(rate: string | number | null): Rate {
  if (rate === null || rate === "") {
    return { ok: true, perSecond: 0 };
  }

  const [, count, unit = "s"] = RATE.exec(String(rate)) ?? [];
  const perSecond = Number(count) / (SECONDS.get(unit) ?? 1);

  return Number.isFinite(perSecond)
    ? { ok: true, perSecond }
    : {
        ok: false,
        message: `Expected a rate such as 10, "10/s", "10/m" or "10/h"; got ${JSON.stringify(rate)}.`,
      };
}
