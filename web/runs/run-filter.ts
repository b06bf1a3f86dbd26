import { TASK_STATES, type TaskState } from "../../shared/wire/views.ts";

export const RUN_KINDS = ["all", "canvas", "task"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** Which runs are listed. */
export interface RunFilter {
  /** Null: whatever their state. */
  readonly state: TaskState | null;
  readonly kind: RunKind;
  /** A part of the name or the id; "" for any. */
  readonly text: string;
}

export const ANY_RUN: RunFilter = { state: null, kind: "all", text: "" };

/** The filter that an address asks for. What it asks for and there is not is as if it had not asked. */
export function parseRunFilter(search: URLSearchParams): RunFilter {
  const state = search.get("state");
  const kind = search.get("kind");

  return {
    state: TASK_STATES.find((known) => known === state) ?? ANY_RUN.state,
    kind: RUN_KINDS.find((known) => known === kind) ?? ANY_RUN.kind,
    text: search.get("q") ?? ANY_RUN.text,
  };
}

/** What to put into the address: null where it is what it would be anyway. */
export function runFilterSearch({
  state,
  kind,
  text,
}: RunFilter): Readonly<Record<string, string | null>> {
  return {
    state,
    kind: kind === ANY_RUN.kind ? null : kind,
    q: text === ANY_RUN.text ? null : text,
  };
}

export function isFiltered({ state, kind, text }: RunFilter): boolean {
  return state !== ANY_RUN.state || kind !== ANY_RUN.kind || text !== ANY_RUN.text;
}
