import { CALL_ROWS } from "./rows/call.ts";
import { CELERY_BUG_ROWS } from "./rows/celery-bug.ts";
import { CHORD_FAILURE_ROWS } from "./rows/chord-failure.ts";
import { ERRBACK_ROWS } from "./rows/errback.ts";
import { LINK_ROWS } from "./rows/link.ts";
import { OTHER_END_ROWS } from "./rows/other-end.ts";
import { SHAPE_ROWS } from "./rows/shape.ts";
import { STEP_FAILURE_ROWS } from "./rows/step-failure.ts";
import type { TableRow } from "./table-row.ts";

/**
 * What every construct does, as data: the reference, the engine in memory and the served system are all held to these rows.
 * Besides the built-in tasks they use `ignore`, which raises Ignore.
 */
export const TABLE: readonly TableRow[] = [
  ...SHAPE_ROWS,
  ...CALL_ROWS,
  ...STEP_FAILURE_ROWS,
  ...CHORD_FAILURE_ROWS,
  ...OTHER_END_ROWS,
  ...LINK_ROWS,
  ...ERRBACK_ROWS,
  ...CELERY_BUG_ROWS,
];
