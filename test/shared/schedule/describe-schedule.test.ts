import { expect, it } from "vitest";

import { describeSchedule } from "../../../shared/schedule/describe-schedule.ts";
import { scheduleOf } from "./schedules.ts";

it.each([
  [{ crontab: "30 9 * * mon-fri" }, "every weekday at 09:30"],
  [{ crontab: "0 4 * * *" }, "every day at 04:00"],
  [{ crontab: "0 9,18 * * sat,sun" }, "every Saturday and Sunday at 09:00 and 18:00"],
  [{ crontab: "* * * * *" }, "every minute"],
  [{ crontab: "*/15 * * * *" }, "every 15 minutes"],
  [{ crontab: "0 * * * *" }, "every hour"],
  [{ crontab: "5,42 * * * *" }, "every hour at minutes 5 and 42"],
  [{ crontab: "7 * * * *" }, "every hour at minute 7"],
  [{ crontab: "0 */2 * * *" }, "every 2 hours"],
  [{ crontab: "*/20 9-17 * * 1-5" }, "every 20 minutes in the hours 9 to 17, every weekday"],
  [{ crontab: "10 9-17 * * *" }, "each hour at minute 10 in the hours 9 to 17"],
  [{ crontab: "0 0 13 * fri" }, "every Friday that falls on day 13 of the month at 00:00"],
  [{ crontab: "30 7 8-14 3 thu" }, "every Thursday that falls on day 8 to 14 in March at 07:30"],
  [{ crontab: "0 12 1 1,4,7,10 *" }, "on day 1 in January, April, July and October at 12:00"],
  [{ crontab: "0 22 1,2,15-20 * *" }, "on day 1, 2 and 15 to 20 of the month at 22:00"],
  [{ crontab: "0 6 * jun-aug mon" }, "every Monday in June, July and August at 06:00"],
  [{ every: 30 }, "every 30 seconds"],
  [{ every: 0.5 }, "every 0.5 seconds"],
  [{ every: 60 }, "every minute"],
  [{ every: 5400 }, "every 90 minutes"],
  [{ every: 172_800 }, "every 2 days"],
  [{ at: "2026-03-01T12:00:00+01:00" }, "once, at 2026-03-01T11:00:00.000Z"],
  [
    { solar: { event: "dawn_civil", lat: -33.9, lon: 151.2 } },
    "every day at dawn civil at 33.9° S, 151.2° E",
  ],
])("%j is %s", (json, words) => {
  expect(describeSchedule(scheduleOf(json))).toBe(words);
});
