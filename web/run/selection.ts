/** What of a run is looked at, as the address says it: `?task=…&attempt=2`, `?group=…`, `?view=timeline`. */
import { changeSearch, useSearch } from "../app/navigation.tsx";

export const RUN_VIEWS = ["graph", "timeline", "events", "tasks"] as const;
export type RunViewName = (typeof RUN_VIEWS)[number];

/** Where a graph has no room the tasks are listed. */
const narrow = "(max-width: 720px)";

export type Selection =
  | { readonly kind: "task"; readonly taskId: string; readonly attempt: number | null }
  | { readonly kind: "group"; readonly groupId: string };

export function useSelection(): Selection | null {
  return parseSelection(useSearch());
}

export function parseSelection(search: URLSearchParams): Selection | null {
  const taskId = search.get("task");
  const groupId = search.get("group");

  if (taskId !== null) {
    return { kind: "task", taskId, attempt: parseAttempt(search.get("attempt")) };
  }

  return groupId === null ? null : { kind: "group", groupId };
}

/** Null: the newest one. */
function parseAttempt(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,3}$/u.test(text) ? Number(text) : null;
}

export function useRunView(): RunViewName {
  const view = useSearch().get("view");

  return (
    RUN_VIEWS.find((known) => known === view) ?? (matchMedia(narrow).matches ? "tasks" : "graph")
  );
}

export function showView(view: RunViewName): void {
  changeSearch({ view });
}

export function selectTask(taskId: string): void {
  changeSearch({ task: taskId, group: null, attempt: null }, "push");
}

export function selectAttempt(attempt: number): void {
  changeSearch({ attempt: String(attempt) });
}

export function selectGroup(groupId: string): void {
  changeSearch({ task: null, group: groupId, attempt: null }, "push");
}

export function selectNothing(): void {
  changeSearch({ task: null, group: null, attempt: null }, "push");
}
