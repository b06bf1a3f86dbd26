import type { ReactElement } from "react";

import { SelectField, TextField } from "../../ui/form-fields.tsx";
import type { FormPartProps } from "./form-part.ts";
import { OVERLAPS } from "./words.ts";

/** What holds for each of its runs. */
export function RuleFields({ draft, edit, problems }: FormPartProps): ReactElement {
  return (
    <fieldset className="form-part form-two">
      <legend>Rules</legend>
      <SelectField
        label="If the last one still runs"
        value={draft.overlap}
        options={OVERLAPS}
        problem={problems.get("overlap")}
        onChange={(overlap) => edit({ overlap })}
      />
      <TextField
        label="Seconds it may start late"
        type="number"
        step="any"
        value={draft.deadline}
        problem={problems.get("deadline")}
        hint="Empty: any number"
        onChange={(deadline) => edit({ deadline })}
      />
      <TextField
        label="Seconds of jitter"
        type="number"
        step="any"
        value={draft.jitter}
        problem={problems.get("jitter")}
        hint="Empty: none, it starts on time"
        onChange={(jitter) => edit({ jitter })}
      />
      <TextField
        label="Ends at"
        type="datetime-local"
        step="1"
        value={draft.endsAt}
        problem={problems.get("ends_at")}
        hint="Empty: never"
        onChange={(endsAt) => edit({ endsAt })}
      />
    </fieldset>
  );
}
