import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";

export interface Parameter {
  readonly name: string;
  /** Takes the surplus of positional arguments; what follows it is given by name only. */
  readonly isRest: boolean;
  /** In TypeScript's words: `number`, `string[]`, `"a" | "b"`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string | null;
  /** As JSON; null when there is none. */
  readonly defaultValue: string | null;
}

/** The parameters that a JSON Schema of an object describes, in positional order; `rest` names the one for the surplus. */
export function readParameters(schema: JsonObject, rest: string | null): readonly Parameter[] {
  const required = schema["required"];
  const names: readonly JsonValue[] = Array.isArray(required) ? required : [];

  return Object.entries(objectAt(schema, "properties")).map(([name, value]) => {
    const property = isObject(value) ? value : {};
    const description = property["description"];
    const fallback = property["default"];

    return {
      name,
      isRest: name === rest,
      type: typeName(property),
      isRequired: names.includes(name) && name !== rest && fallback === undefined,
      description: typeof description === "string" ? description : null,
      defaultValue: fallback === undefined ? null : JSON.stringify(fallback),
    };
  });
}

/** How a task is called: `x: number, y?: number`, `...values: any[]`. */
export function printParameters(parameters: readonly Parameter[]): string {
  return parameters.map(printParameter).join(", ");
}

function printParameter({ name, type, isRest, isRequired }: Parameter): string {
  return isRest ? `...${name}: ${type}` : `${name}${isRequired ? "" : "?"}: ${type}`;
}

function typeName(schema: JsonObject): string {
  const choices = schema["enum"] ?? (schema["const"] === undefined ? undefined : [schema["const"]]);

  if (Array.isArray(choices)) {
    return choices.map((choice: JsonValue) => JSON.stringify(choice)).join(" | ");
  }

  const union = schema["anyOf"] ?? schema["oneOf"];

  if (Array.isArray(union)) {
    return union
      .map((member: JsonValue) => (isObject(member) ? typeName(member) : "any"))
      .join(" | ");
  }

  return plainTypeName(schema);
}

function plainTypeName(schema: JsonObject): string {
  const type = schema["type"];

  if (type === "array") {
    const item = typeName(objectAt(schema, "items"));

    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }

  return typeof type === "string" ? type : "any";
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];

  return isObject(value) ? value : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
