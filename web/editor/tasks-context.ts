import { createContext, use } from "react";

import type { TaskView } from "../../shared/task/view.ts";

/** The registered tasks by their names, without those that stand for compositions. */
export const TasksContext = createContext<ReadonlyMap<string, TaskView>>(new Map());

export function useTask(name: string): TaskView | undefined {
  return use(TasksContext).get(name);
}
