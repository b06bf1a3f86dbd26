/** Which dead letters are listed, and which one is open, as the address says it: `?task=…&queue=…&reason=…&replayed=…&letter=…`. */
import { DEAD_REASONS, type DeadReason } from "../../shared/engine/dead-reasons.ts";

export interface LetterFilter {
  /** "": of any. */
  readonly task: string;
  readonly queue: string;
  readonly reason: DeadReason | "";
  /** "": those that were replayed and those that were not. */
  readonly replayed: "true" | "false" | "";
}

export const ANY_LETTER: LetterFilter = { task: "", queue: "", reason: "", replayed: "" };

/** What the API does not know is as if it was not asked for. */
export function parseLetterFilter(search: URLSearchParams): LetterFilter {
  const reason = search.get("reason");
  const replayed = search.get("replayed");

  return {
    task: search.get("task") ?? "",
    queue: search.get("queue") ?? "",
    reason: DEAD_REASONS.find((known) => known === reason) ?? "",
    replayed: replayed === "true" || replayed === "false" ? replayed : "",
  };
}

/** What to put into the address: null where nothing is asked. */
export function letterFilterSearch({
  task,
  queue,
  reason,
  replayed,
}: LetterFilter): Readonly<Record<string, string | null>> {
  return {
    task: task || null,
    queue: queue || null,
    reason: reason || null,
    replayed: replayed || null,
  };
}

/** What to ask the API. */
export function askedOf(filter: LetterFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}

export function isFiltered(filter: LetterFilter): boolean {
  return Object.values(filter).some((value) => value !== "");
}
