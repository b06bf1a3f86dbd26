import type { ReactElement } from "react";

import type { CrontabField } from "../../../shared/schedule/crontab.ts";
import { Icon } from "../../ui/icon.tsx";
import { typeCrontab } from "./draft.ts";
import type { FormPartProps } from "./form-part.ts";
import type { Place } from "./problems.ts";
import { describeDraft } from "./words.ts";

interface FieldOfCrontab {
  readonly field: CrontabField;
  readonly label: string;
  readonly place: Place;
}

/** In the order of a crontab file. */
const FIELDS: readonly FieldOfCrontab[] = [
  { field: "minute", label: "minute", place: "schedule.crontab.minute" },
  { field: "hour", label: "hour", place: "schedule.crontab.hour" },
  { field: "day_of_month", label: "day of month", place: "schedule.crontab.day_of_month" },
  { field: "month_of_year", label: "month", place: "schedule.crontab.month_of_year" },
  { field: "day_of_week", label: "day of week", place: "schedule.crontab.day_of_week" },
];

const PROBLEMS_ID = "crontab-problems";

/** The five fields, and what they say in words. */
export function CrontabFields({ draft, edit, problems }: FormPartProps): ReactElement {
  const words = describeDraft(draft);
  const wrong = FIELDS.filter(({ place }) => problems.has(place));

  return (
    <>
      <div className="crontab-fields">
        {FIELDS.map(({ field, label, place }) => (
          <label key={field}>
            {label}
            <input
              className="input mono"
              autoComplete="off"
              spellCheck={false}
              value={draft.crontab[field]}
              aria-invalid={problems.has(place)}
              aria-describedby={PROBLEMS_ID}
              onChange={({ target }) =>
                edit({ crontab: typeCrontab(draft.crontab, field, target.value) })
              }
            />
          </label>
        ))}
      </div>
      <p className="field-hint" id={PROBLEMS_ID}>
        {wrong.length === 0 && (
          <>
            Or paste a line, as <code>30 6 * * mon-fri</code>. All of the day fields must fit.
          </>
        )}
        {wrong.map(({ field, label, place }) => (
          <span key={field} className="field-problem">
            {label}: {problems.get(place)}
          </span>
        ))}
      </p>
      {words !== null && (
        <p className="crontab-words" role="status">
          <Icon name="calendar-clock" />
          {words}
        </p>
      )}
    </>
  );
}
