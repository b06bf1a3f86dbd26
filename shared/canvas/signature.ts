import type { JsonObject, JsonValue } from "./json.ts";

/**
 * A call not yet made, as plain data: the six keys of Celery's JSON, in its order. For a composition `kwargs` holds the parts:
 * `{tasks}` of a chain or group, `{kwargs, header, body}` of a chord.
 *
 * A type alias, not an interface: only an alias counts as a `JsonValue`, and signatures stand inside each other's `kwargs`.
 */
export type Signature = {
  readonly task: string;
  /** Positional arguments; what a predecessor returns is prepended to them. */
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  /** How to run it, under Celery's names; unknown ones are kept. */
  readonly options: JsonObject;
  readonly subtask_type: null | "chain" | "group" | "chord";
  /** True: what a predecessor returns is not passed. */
  readonly immutable: boolean;
};
