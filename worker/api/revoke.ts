/** What `POST …/revoke` takes, of runs and of tasks. */
import { z } from "zod";

import { fields } from "../../shared/wire/fields.ts";

/** With `terminate`, what runs already is told to stop when its worker next asks, which is within 15 s. */
export const revokeBody = fields({ terminate: z.boolean().default(false) });
