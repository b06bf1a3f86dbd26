import type { ReactElement } from "react";

import { SelectField, TextField } from "../../ui/form-fields.tsx";
import { Segments } from "../../ui/segments.tsx";
import { CrontabFields } from "./crontab-fields.tsx";
import { type Unit, WHEN_KINDS } from "./draft.ts";
import type { FormPartProps } from "./form-part.ts";
import { ownZone } from "./local-time.ts";
import { EVENTS, WHEN_WORDS } from "./words.ts";
import { ZoneField } from "./zone-field.tsx";

const UNIT_CHOICES: readonly { readonly value: Unit; readonly label: Unit }[] = [
  { value: "seconds", label: "seconds" },
  { value: "minutes", label: "minutes" },
  { value: "hours", label: "hours" },
  { value: "days", label: "days" },
];

/** When it runs. */
export function WhenFields(props: FormPartProps): ReactElement {
  const { draft, edit, problems } = props;
  const hasZone = draft.when === "crontab" || (draft.when === "every" && draft.relative);

  return (
    <fieldset className="form-part">
      <legend>When</legend>
      <Segments
        label="How it is said when"
        values={WHEN_KINDS}
        words={WHEN_WORDS}
        value={draft.when}
        onChange={(when) => edit({ when })}
      />
      <Kind {...props} />
      {problems.has("schedule") && <p className="field-problem">{problems.get("schedule")}</p>}
      {hasZone && <ZoneField {...props} />}
    </fieldset>
  );
}

function Kind(props: FormPartProps): ReactElement {
  const { draft, edit, problems } = props;

  switch (draft.when) {
    case "crontab":
      return <CrontabFields {...props} />;
    case "every":
      return <EveryFields {...props} />;
    case "at":
      return (
        <TextField
          label={`Day and time, ${ownZone()}`}
          type="datetime-local"
          step="1"
          value={draft.at}
          problem={problems.get("schedule.at")}
          onChange={(at) => edit({ at })}
        />
      );
    case "solar":
      return <SunFields {...props} />;
  }
}

function EveryFields({ draft, edit, problems }: FormPartProps): ReactElement {
  return (
    <>
      <div className="form-two">
        <TextField
          label="Every"
          type="number"
          step="any"
          value={draft.every}
          problem={problems.get("schedule.every")}
          onChange={(every) => edit({ every })}
        />
        <SelectField
          label="Unit"
          value={draft.unit}
          options={UNIT_CHOICES}
          onChange={(unit) => edit({ unit })}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.relative}
          onChange={({ target }) => edit({ relative: target.checked })}
        />
        <span>
          On the whole
          <small>At whole days, hours or minutes of its time zone, not from when it is made.</small>
        </span>
      </label>
    </>
  );
}

function SunFields({ draft, edit, problems }: FormPartProps): ReactElement {
  return (
    <>
      <SelectField
        label="Event"
        value={draft.event}
        options={EVENTS}
        onChange={(event) => edit({ event })}
      />
      <div className="form-two">
        <TextField
          label="Latitude, degrees north"
          type="number"
          step="any"
          value={draft.lat}
          problem={problems.get("schedule.solar.lat")}
          onChange={(lat) => edit({ lat })}
        />
        <TextField
          label="Longitude, degrees east"
          type="number"
          step="any"
          value={draft.lon}
          problem={problems.get("schedule.solar.lon")}
          onChange={(lon) => edit({ lon })}
        />
      </div>
    </>
  );
}
