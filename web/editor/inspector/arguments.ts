/** The arguments of a call by the names of its parameters, and a call with one of them changed. */
import type { JsonObject, JsonValue } from "../../../shared/canvas/json.ts";
import { isJsonList } from "../../../shared/canvas/json.ts";
import type { TaskView } from "../../../shared/task/view.ts";
import { type Parameter, readParameters } from "../../ui/parameters.ts";

interface Call {
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
}

export interface Argument {
  readonly parameter: Parameter;
  readonly schema: JsonObject;
  /** Undefined: it is not given. */
  readonly value: JsonValue | undefined;
  /** What comes before the task goes here. */
  readonly isFed: boolean;
  /** Where it stands in the call: `args[0]`, `kwargs.to`. Empty: nowhere yet. */
  readonly place: string;
}

export interface Arguments {
  readonly given: readonly Argument[];
  /** Positional ones that the task has no parameter for. */
  readonly surplus: readonly JsonValue[];
  /** Keywords that it has none for. */
  readonly unknown: JsonObject;
}

/** Behind every position there is. */
const BY_NAME = Number.MAX_SAFE_INTEGER;

/** `isFed`: something comes before the call and takes its first place. */
export function argumentsOf(view: TaskView, call: Call, isFed: boolean): Arguments {
  const parameters = readParameters(view.args, view.rest);
  const shift = isFed ? 1 : 0;
  const restAt = parameters.findIndex(({ isRest }) => isRest);
  const positional = restAt === -1 ? parameters.length : restAt;
  const names = new Set(parameters.map(({ name }) => name));

  return {
    given: parameters.map((parameter, index) =>
      argumentOf(call, {
        parameter,
        // What stands behind the one for the surplus is given by name only.
        index: index > positional ? BY_NAME : index - shift,
        schema: schemaOf(view, parameter.name),
      }),
    ),
    surplus: restAt === -1 ? call.args.slice(Math.max(0, positional - shift)) : [],
    unknown: Object.fromEntries(Object.entries(call.kwargs).filter(([name]) => !names.has(name))),
  };
}

function argumentOf(
  { args, kwargs }: Call,
  {
    parameter,
    index,
    schema,
  }: { readonly parameter: Parameter; readonly index: number; readonly schema: JsonObject },
): Argument {
  const base = { parameter, schema };

  if (parameter.isRest) {
    const value = args.slice(Math.max(0, index));

    return {
      ...base,
      value: value.length === 0 ? undefined : value,
      isFed: index < 0,
      place: "args",
    };
  }

  if (Object.hasOwn(kwargs, parameter.name)) {
    return {
      ...base,
      value: kwargs[parameter.name],
      isFed: false,
      place: `kwargs.${parameter.name}`,
    };
  }

  return index < 0
    ? { ...base, value: undefined, isFed: true, place: "" }
    : {
        ...base,
        value: args[index],
        isFed: false,
        place: index < args.length ? `args[${index}]` : "",
      };
}

interface Change {
  readonly name: string;
  /** Undefined takes it out. */
  readonly value: JsonValue | undefined;
  readonly isFed: boolean;
}

/** Given by position where what is before it is too, else by name. */
export function withArgument(view: TaskView, call: Call, change: Change): Call {
  const { name, value, isFed } = change;
  const names = readParameters(view.args, view.rest).map((parameter) => parameter.name);
  const index = positionOf(view, names, change);

  if (name === view.rest) {
    const before = call.args.slice(0, Math.max(0, index));

    return { ...call, args: isJsonList(value) ? [...before, ...value] : before };
  }

  if (Object.hasOwn(call.kwargs, name)) {
    return { ...call, kwargs: withName(call.kwargs, name, value) };
  }

  if (index >= 0 && index < call.args.length) {
    return value === undefined
      ? withoutPosition(call, { index, names, isFed })
      : { ...call, args: call.args.with(index, value) };
  }

  return index === call.args.length && view.rest === null && value !== undefined
    ? { ...call, args: [...call.args, value] }
    : { ...call, kwargs: withName(call.kwargs, name, value) };
}

/** Behind the one for the surplus there are only names. */
function positionOf({ rest }: TaskView, names: readonly string[], { name, isFed }: Change): number {
  const at = names.indexOf(name);
  const isByName = rest !== null && at > names.indexOf(rest);

  return isByName ? BY_NAME : at - (isFed ? 1 : 0);
}

function withName(kwargs: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const { [name]: _old, ...others } = kwargs;

  return value === undefined ? others : { ...kwargs, [name]: value };
}

/** What stood behind it is given by name from now on. */
function withoutPosition(
  { args, kwargs }: Call,
  {
    index,
    names,
    isFed,
  }: { readonly index: number; readonly names: readonly string[]; readonly isFed: boolean },
): Call {
  const behind = args
    .slice(index + 1)
    .map((value, at): [string, JsonValue] => [
      names[index + 1 + at + (isFed ? 1 : 0)] ?? `argument ${index + 1 + at}`,
      value,
    ]);

  return { args: args.slice(0, index), kwargs: { ...kwargs, ...Object.fromEntries(behind) } };
}

function schemaOf({ args }: TaskView, name: string): JsonObject {
  const properties = args["properties"];
  const schema = isObject(properties) ? properties[name] : undefined;

  return isObject(schema) ? schema : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonList(value);
}
