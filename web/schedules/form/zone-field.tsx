import { useId, type ReactElement } from "react";

import { TextField } from "../../ui/form-fields.tsx";
import type { FormPartProps } from "./form-part.ts";

/** All that the browser knows; the server may know more. */
const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];

export function ZoneField({ draft, edit, problems }: FormPartProps): ReactElement {
  const listId = useId();

  return (
    <>
      <TextField
        label="Time zone"
        value={draft.timezone}
        list={listId}
        problem={problems.get("timezone")}
        onChange={(timezone) => edit({ timezone })}
      />
      <datalist id={listId}>
        {ZONES.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  );
}
