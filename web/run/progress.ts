import { z } from "zod";

import type { NodeView } from "../../shared/wire/views.ts";

const progressMeta = z.object({ current: z.number(), total: z.number().positive() });
type Progress = z.infer<typeof progressMeta>;

/** How far a running task says it is, where it says so as Celery's examples do: `{current, total}`. */
export function progressOf({ progress }: NodeView): Progress | null {
  return progressMeta.safeParse(progress?.meta).data ?? null;
}
