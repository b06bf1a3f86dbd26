/** What `POST …/revoke` takes and answers, of runs and of tasks. */
import { z } from "zod";

export const revokeBody = z.object({ terminate: z.boolean().optional() });

export function revokeWarnings({ terminate }: z.infer<typeof revokeBody>): {
  readonly warnings?: readonly string[];
} {
  return terminate === true
    ? {
        warnings: [
          "terminate has no effect yet: what runs already runs to its end, and its result is dropped.",
        ],
      }
    : {};
}
