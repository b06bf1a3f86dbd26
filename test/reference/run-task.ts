import type { JsonValue } from "../../shared/canvas/json.ts";
import type { TaskModel, TaskOutcome } from "./builtin-tasks.ts";
import type { Call } from "./call.ts";
import type { TaskTree } from "./canvas-tree.ts";
import type { Ended, Outcome } from "./outcome.ts";

/** Calls the task, whose arguments are complete, and says what it came to. */
export function runTask(task: TaskTree, call: Call, tasks: TaskModel): Outcome {
  const { path } = task;
  const result = resultOf(task, call, tasks);
  switch (result.kind) {
    case "success": {
      const { value } = result;
      const shown = call.ignoreResult === true ? null : value;
      return { path, state: "SUCCESS", value, shown, error: null, began: path };
    }
    case "failure": {
      const error = { type: result.type, message: result.message };
      return endedOutcome(path, { state: "FAILURE", error, began: path });
    }
    case "ignored":
      return endedOutcome(path, { state: "IGNORED", error: null, began: path });
  }
}

/** What a task comes to that ends so; where no task has that end yet, it begins here. */
export function endedOutcome(path: string, ended: Ended): Outcome {
  const { state, error } = ended;
  return { path, state, value: null, shown: null, error, began: ended.began ?? path };
}

/** A map calls the task inside item by item and comes to the first outcome that is no success. */
function resultOf(task: TaskTree, call: Call, tasks: TaskModel): TaskOutcome {
  if (task.over === null) {
    return tasks(task.name, call.args, call.kwargs);
  }
  const values: JsonValue[] = [];
  for (const args of task.over.calls) {
    const result = tasks(task.over.name, args, {});
    if (result.kind !== "success") {
      return result;
    }
    values.push(result.value);
  }
  return { kind: "success", value: values };
}
