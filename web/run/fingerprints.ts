import type { NodeView } from "../../shared/wire/views.ts";

/** Failures that are one and the same: the same exception, raised at the same place. */
export interface Fingerprint {
  readonly type: string;
  /** Of the first of them. */
  readonly message: string;
  /** "flaky.ts:23", of the innermost frame; null: no code raised it. */
  readonly place: string | null;
  readonly taskIds: readonly string[];
}

const FRAME = /\(?([^\s()]+):(\d+):\d+\)?$/mu;

/** The failures by what they have in common, the most frequent first. Those that spread from another task are not among them. */
export function fingerprintsOf(nodes: readonly NodeView[]): readonly Fingerprint[] {
  const groups = Map.groupBy(
    nodes.filter(({ error, task_id: taskId }) => error !== null && error.task_id === taskId),
    ({ error }) => `${error?.type} ${placeOf(error?.traceback ?? null)}`,
  );

  return Array.from(groups.values(), (alike) => ({
    type: alike[0]?.error?.type ?? "",
    message: alike[0]?.error?.message ?? "",
    place: placeOf(alike[0]?.error?.traceback ?? null),
    taskIds: alike.map(({ task_id }) => task_id),
  })).toSorted((a, b) => b.taskIds.length - a.taskIds.length);
}

function placeOf(traceback: string | null): string | null {
  const [, file, line] = traceback?.match(FRAME) ?? [];

  return file === undefined ? null : `${file.split("/").at(-1)}:${line}`;
}
