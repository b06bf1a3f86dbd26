/** Canvases whose tasks are marked with their paths: what is drawn for their parts, and what they are when a call was edited. */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import { planNodeAt } from "../../shared/engine/call.ts";
import type { RunState } from "../../shared/engine/run.ts";
import type { ReadValue } from "../../shared/engine/values.ts";
import { nodesByPath, pathOf } from "../support/against-reference.ts";
import { parseCall } from "../support/model-run.ts";
import type { SimulatedRun } from "./simulated-run.ts";

type Call = readonly [readonly JsonValue[], JsonObject];

/** What becomes of the parts of a canvas, by the path of a task or the place of a group or chord. */
interface Choices {
  readonly call: (signature: JsonObject, path: string) => JsonObject;
  readonly group: (signature: JsonObject, place: string) => JsonObject;
}

const GROUPS: ReadonlySet<unknown> = new Set(["group", "chord"]);

export function withChoices(value: JsonObject, choices: Choices, place = "canvas"): JsonObject {
  const changed = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, deeper(part, choices, `${place}.${key}`)]),
  );
  const path = markOf(changed);

  if (path !== undefined) {
    return choices.call(changed, path);
  }

  return GROUPS.has(changed["subtask_type"]) ? choices.group(changed, place) : changed;
}

function deeper(value: JsonValue | undefined, choices: Choices, place: string): JsonValue {
  if (Array.isArray(value)) {
    return value.map((part: JsonValue, index) => deeper(part, choices, `${place}[${index}]`));
  }

  return isObject(value) ? withChoices(value, choices, place) : (value ?? null);
}

/** Other arguments that a node takes; null: it has none, or its signature does not say all of them, or stands for several. */
export function otherCall(
  { canvas, plan }: Pick<SimulatedRun, "canvas" | "plan">,
  node: number,
): Call | null {
  const { args, kwargs, options } = plan.nodes[node] ?? { args: [], kwargs: {}, options: {} };
  const path = pathOf(options);
  const isOne = nodesByPath(plan).get(path)?.length === 1;
  const own = callAt(canvas, path);

  if (!isOne || JSON.stringify(own) !== JSON.stringify([args, kwargs])) {
    return null;
  }

  return [args.map((value) => (typeof value === "number" ? value + 1 : value)), kwargs];
}

function callAt(canvas: JsonObject, path: string): Call | undefined {
  let found: Call | undefined;

  withChoices(canvas, {
    call: (signature, at) => {
      const { args, kwargs } = signature;

      if (at === path && Array.isArray(args) && isObject(kwargs)) {
        found = [args, kwargs];
      }

      return signature;
    },
    group: (signature) => signature,
  });

  return found;
}

/** The canvas as it stands after all retries: with the calls that they put in place of its own. */
export function withEdits(canvas: JsonObject, run: RunState, read: ReadValue): JsonObject {
  const edits = new Map(
    run.nodes.flatMap(({ edited }, node) =>
      edited === null
        ? []
        : [[pathOf(planNodeAt(run, node).options), parseCall(read(edited.call))]],
    ),
  );

  return withChoices(canvas, {
    call: (signature, path) => {
      const [args, kwargs] = edits.get(path) ?? [];

      return args === undefined || kwargs === undefined
        ? signature
        : { ...signature, args, kwargs };
    },
    group: (signature) => signature,
  });
}

function markOf({ options }: JsonObject): string | undefined {
  const path =
    isObject(options) && isObject(options["headers"]) ? options["headers"]["path"] : null;

  return typeof path === "string" ? path : undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
