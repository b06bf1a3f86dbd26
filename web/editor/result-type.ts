/** Whether what a step hands on can be what the next one takes, as far as the schemas of the tasks say. */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import { isJsonList } from "../../shared/canvas/json.ts";
import type { Block, BlockId, TaskBlock } from "../../shared/drawing/block.ts";
import type { TaskView } from "../../shared/task/view.ts";

/** Schemas are compared so many levels deep; below, anything fits. */
const DEEPEST = 6;

/** Of what may be anything there is no schema. */
type Schema = JsonObject | null;

export interface Misfit {
  /** What gets it. */
  readonly block: BlockId;
  readonly message: string;
}

/** Every step that gets what it cannot take. */
export function misfitsOf(root: Block, tasks: ReadonlyMap<string, TaskView>): readonly Misfit[] {
  const checker = new Checker(tasks);
  checker.check(root, undefined);

  return checker.found;
}

class Checker {
  readonly #tasks: ReadonlyMap<string, TaskView>;
  readonly found: Misfit[] = [];

  constructor(tasks: ReadonlyMap<string, TaskView>) {
    this.#tasks = tasks;
  }

  /** Answers what the block yields. `before` is what it gets; undefined: nothing comes before it. */
  check(block: Block, before: Schema | undefined): Schema {
    const yielded = this.#inside(block, block.immutable ? undefined : before);

    block.links.forEach((link) => this.check(link, yielded));
    block.errbacks.forEach((errback) => this.check(errback, { type: "string" }));

    return yielded;
  }

  #inside(block: Block, before: Schema | undefined): Schema {
    switch (block.kind) {
      case "task":
        return this.#task(block, before);
      case "chain":
        return this.#chain(block.parts, before);
      case "group":
        return listOf(block.parts.map((part) => this.check(part, before)));
      case "chord":
        return this.check(block.body, listOf(block.parts.map((part) => this.check(part, before))));
      case "map":
      case "starmap":
        return listOf([this.check(block.inner, undefined)]);
      case "chunks":
        return listOf([listOf([this.check(block.inner, undefined)])]);
      case "each":
        return this.#each(block, before);
    }
  }

  #chain(parts: readonly Block[], before: Schema | undefined): Schema {
    let next = before;

    for (const part of parts) {
      next = this.check(part, next);
    }

    return next ?? null;
  }

  #each(block: Extract<Block, { kind: "each" }>, before: Schema | undefined): Schema {
    if (before !== undefined && !canBe(before, { type: "array" })) {
      this.found.push({
        block: block.id,
        message: `It gets ${words(before)}, and needs a list: one call for each item.`,
      });
    }

    return listOf([this.check(block.inner, itemOf(before ?? null))]);
  }

  #task(block: TaskBlock, before: Schema | undefined): Schema {
    const view = this.#tasks.get(block.task);
    const [name, wanted] = view === undefined ? [undefined, null] : firstParameter(view);

    if (before !== undefined && name !== undefined && !canBe(before, wanted)) {
      this.found.push({
        block: block.id,
        message: `It gets ${words(before)}, and ${name} of ${block.task} takes ${words(wanted)}.`,
      });
    }

    return view === undefined ? null : asSchema(view.result);
  }
}

/** Where a predecessor's result goes. What takes the surplus of arguments takes it as an item. */
function firstParameter({
  args,
  rest,
}: TaskView): readonly [name: string | undefined, schema: Schema] {
  const [first] = Object.entries(asSchema(args["properties"]) ?? {});

  if (first === undefined) {
    return [undefined, null];
  }

  const [name, value] = first;
  const schema = resolved(asSchema(value), asSchema(args));

  return [name, name === rest ? itemOf(schema) : schema];
}

/** With what it refers to put in, as deep as it is compared. */
function resolved(schema: Schema, whole: Schema, depth = 0): Schema {
  const name = schema?.["$ref"];

  if (schema === null || depth > DEEPEST) {
    return null;
  }

  if (typeof name === "string") {
    const definition = asSchema(whole?.["$defs"])?.[name.split("/").at(-1) ?? ""];

    return resolved(asSchema(definition), whole, depth + 1);
  }

  const inside = (value: JsonValue): JsonValue => resolved(asSchema(value), whole, depth + 1) ?? {};
  const { items, anyOf } = schema;

  return {
    ...schema,
    ...(items !== undefined && { items: inside(items) }),
    ...(isJsonList(anyOf) && { anyOf: anyOf.map(inside) }),
  };
}

function listOf(items: readonly Schema[]): Schema {
  const known = items.filter((item) => item !== null);

  return known.length < items.length || known.length === 0
    ? { type: "array" }
    : { type: "array", items: known.length === 1 ? (known[0] ?? {}) : { anyOf: known } };
}

function itemOf(schema: Schema): Schema {
  return asSchema(schema?.["items"]);
}

function asSchema(value: JsonValue | undefined): Schema {
  return isObject(value) ? value : null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonList(value);
}

/** Whether a value of the first may be one of the second. In doubt it may. */
function canBe(given: Schema, wanted: Schema): boolean {
  const gives = choicesOf(given);
  const wants = choicesOf(wanted);

  return gives.some((left) => wants.some((right) => canBeOne(left, right)));
}

function canBeOne(given: JsonObject, wanted: JsonObject): boolean {
  const left = given["type"];
  const right = wanted["type"];

  if (typeof left !== "string" || typeof right !== "string") {
    return true;
  }

  if (left === "array" && right === "array") {
    const [from, to] = [itemOf(given), itemOf(wanted)];

    return from === null || to === null || canBe(from, to);
  }

  return left === right || (isNumeric(left) && isNumeric(right));
}

function isNumeric(type: string): boolean {
  return type === "number" || type === "integer";
}

/** What a union is made of; of what is not known, anything. */
function choicesOf(schema: Schema): readonly JsonObject[] {
  const choices: JsonValue | undefined = schema?.["anyOf"] ?? schema?.["oneOf"];

  return isJsonList(choices)
    ? choices.flatMap((choice) => choicesOf(asSchema(choice)))
    : [schema ?? {}];
}

/** "a list of number", "a string". */
function words(schema: Schema): string {
  const names = new Set(choicesOf(schema).map(wordsOfOne));

  return [...names].join(" or ");
}

function wordsOfOne(schema: JsonObject): string {
  const type = schema["type"];

  if (type === "array") {
    const names = new Set(choicesOf(itemOf(schema)).map(plainWordOf));

    return names.has("anything") ? "a list" : `a list of ${[...names].join(" or ")}`;
  }

  const word = plainWordOf(schema);

  return word === "anything" ? word : `${/^[aeiou]/u.test(word) ? "an" : "a"} ${word}`;
}

function plainWordOf({ type }: JsonObject): string {
  if (type === "array") {
    return "list";
  }

  return typeof type === "string" ? type : "anything";
}
