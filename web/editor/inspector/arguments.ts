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

/** `isFed`: something comes before the call and takes its first place. */
export function argumentsOf(view: TaskView, call: Call, isFed: boolean): Arguments {
  const parameters = readParameters(view.args, view.rest);
  const shift = isFed ? 1 : 0;
  const restAt = parameters.findIndex(({ isRest }) => isRest);
  const positional = restAt === -1 ? parameters.length : restAt;
  const names = new Set(parameters.map(({ name }) => name));

  return {
    given: parameters.map((parameter, index) =>
      argumentOf(call, { parameter, index: index - shift, schema: schemaOf(view, parameter.name) }),
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

/** Undefined takes it out. Given by position where what is before it is too, else by name. */
export function withArgument(
  view: TaskView,
  call: Call,
  {
    name,
    value,
    isFed,
  }: { readonly name: string; readonly value: JsonValue | undefined; readonly isFed: boolean },
): Call {
  const parameters = readParameters(view.args, view.rest);
  const index = parameters.findIndex((parameter) => parameter.name === name) - (isFed ? 1 : 0);
  const isRest = name === view.rest;

  if (isRest) {
    return {
      ...call,
      args: [...call.args.slice(0, Math.max(0, index)), ...(isJsonList(value) ? value : [])],
    };
  }

  if (Object.hasOwn(call.kwargs, name)) {
    const { [name]: _old, ...others } = call.kwargs;

    return { ...call, kwargs: value === undefined ? others : { ...call.kwargs, [name]: value } };
  }

  if (index < call.args.length && index >= 0) {
    return value === undefined
      ? withoutPosition(call, {
          index,
          names: parameters.map((parameter) => parameter.name),
          isFed,
        })
      : { ...call, args: call.args.with(index, value) };
  }

  if (value === undefined) {
    return call;
  }

  return index === call.args.length && view.rest === null
    ? { ...call, args: [...call.args, value] }
    : { ...call, kwargs: { ...call.kwargs, [name]: value } };
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
