import { callWith, noCall, type Call, type Role } from "./call.ts";
import { chordError } from "./chord-error.ts";
import type { Output, TaskError } from "./outcome.ts";
import { isWithin } from "./path.ts";

/** What `following` needs to know of the evaluation so far. */
interface SoFar {
  readonly records: readonly { readonly path: string; readonly error: TaskError | null }[];
  readonly idOf: (path: string) => string;
}

/** The call of what comes after `output` in the composition at `path`: the next step of a chain, or a chord's body. */
export function following(output: Output, path: string, role: Role, soFar: SoFar): Call {
  const { before, tasks } = output;
  if (before !== null) {
    // An empty group tells nobody: what follows it is told directly, as a member would have been.
    const began =
      before.began ?? (tasks.length === 0 ? undefined : firstWith(before.error, path, soFar));
    return noCall({ ...before, began }, role);
  }
  if (output.kind === "list") {
    return followingList(output, role, soFar);
  }
  const [task] = tasks;
  if (task === undefined) {
    throw new Error("A canvas that yields one result ends in one task.");
  }
  const { state, error, began } = task;
  return state === "SUCCESS" ? callWith([task.value], role) : noCall({ state, error, began }, role);
}

/**
 * The list in its order, null where a member was ignored; or the ChordError of the first member that failed or was revoked. Where one that
 * failed ended the others, those that were revoked are told of only if none failed.
 */
function followingList({ tasks, failFast }: Output, role: Role, soFar: SoFar): Call {
  const failed = failFast ? tasks.filter(({ state }) => state === "FAILURE") : [];
  for (const { path, error } of [...failed, ...tasks]) {
    if (error !== null) {
      const failure = chordError(soFar.idOf(path), error);
      return noCall({ state: "FAILURE", error: failure, began: undefined }, role);
    }
  }
  return callWith([tasks.map((task) => task.value)], role);
}

/** The path of the first task in graph order, within what stands at `whole`, that has this very error. */
function firstWith(error: TaskError | null, whole: string, { records }: SoFar): string | undefined {
  const isFirst = (record: SoFar["records"][number]): boolean =>
    record.error !== null && record.error === error && isWithin(whole, record.path);
  return records.find(isFirst)?.path;
}
