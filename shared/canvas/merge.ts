import type { JsonObject, JsonValue } from "./json.ts";

/** The arguments and options of a call. */
export interface Call {
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
  readonly options: JsonObject;
}

/**
 * What results when `partial` is applied to a stored call: its args come first, its kwargs and options win.
 * An immutable call keeps its args and kwargs; its options still merge.
 */
export function mergeCall(
  stored: Call & { readonly immutable: boolean },
  partial: Partial<Call>,
): Call {
  const options = mergeOptions(stored.options, partial.options ?? {});
  if (stored.immutable) {
    return { args: stored.args, kwargs: stored.kwargs, options };
  }
  return {
    args: [...(partial.args ?? []), ...stored.args],
    kwargs: { ...stored.kwargs, ...partial.kwargs },
    options,
  };
}

/** `later` wins, except over a group's membership and stamps: once there, they are not overridden. */
function mergeOptions(stored: JsonObject, later: JsonObject): JsonObject {
  const fixed = new Set(["group_id", "stamped_headers", ...stampNames(stored)]);
  const winning = Object.entries(later).filter(
    ([name]) => !(fixed.has(name) && Object.hasOwn(stored, name)),
  );
  return { ...stored, ...Object.fromEntries(winning) };
}

function stampNames(options: JsonObject): readonly string[] {
  const names = options["stamped_headers"];
  return Array.isArray(names)
    ? names.filter((name): name is string => typeof name === "string")
    : [];
}
