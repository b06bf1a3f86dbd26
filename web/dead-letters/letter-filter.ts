/** Which dead letters are listed, and which one is open, as the address says it: `?task=…&queue=…&reason=…&letter=…`. */
import { DEAD_REASONS, type DeadReason } from "../../shared/engine/dead-reasons.ts";

export interface LetterFilter {
  /** "": of any. */
  readonly task: string;
  readonly queue: string;
  readonly reason: DeadReason | "";
}

export const ANY_LETTER: LetterFilter = { task: "", queue: "", reason: "" };

/** A reason that there is not is as if none was asked for. */
export function parseLetterFilter(search: URLSearchParams): LetterFilter {
  const reason = search.get("reason");

  return {
    task: search.get("task") ?? "",
    queue: search.get("queue") ?? "",
    reason: DEAD_REASONS.find((known) => known === reason) ?? "",
  };
}

/** What to put into the address: null where nothing is asked. */
export function letterFilterSearch({
  task,
  queue,
  reason,
}: LetterFilter): Readonly<Record<string, string | null>> {
  return { task: task || null, queue: queue || null, reason: reason || null };
}

/** What to ask the API. */
export function askedOf(filter: LetterFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}

export function isFiltered({ task, queue, reason }: LetterFilter): boolean {
  return task !== "" || queue !== "" || reason !== "";
}
