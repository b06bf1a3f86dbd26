import { isChosenId, isRunId } from "../../shared/engine/ids.ts";
import { ApiProblem } from "./problem.ts";

/** An id of another form cannot be that of a run. */
export function requireRunId(id: string): string {
  if (!isRunId(id) && !isChosenId(id)) {
    throw unknownRun(id);
  }

  return id;
}

/** What a backend answered for a run; it answers null when it has no such run. */
export function requireKnown<View>(id: string, view: View | null): View {
  if (view === null) {
    throw unknownRun(id);
  }

  return view;
}

export function unknownRun(id: string): ApiProblem {
  return new ApiProblem(
    "unknown-run",
    `There is no run "${id.slice(0, 100)}": it was never submitted here, it has expired, or somebody removed it.`,
  );
}

export function unknownTask(id: string): ApiProblem {
  return new ApiProblem(
    "unknown-result",
    `There is no task "${id.slice(0, 100)}": it was never submitted here, it has expired, or somebody removed it.`,
  );
}
