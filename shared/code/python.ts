/** A canvas in Celery's own words. */
import { EACH_TASK } from "../canvas/each.ts";
import { isJsonList, type JsonObject, type JsonValue } from "../canvas/json.ts";
import type { Block, ChunksBlock, MapBlock, TaskBlock } from "../drawing/block.ts";
import { blocksOf } from "../drawing/walk.ts";
import { type Call, type Code, type CodeLine, type CodeStyle, printCode } from "./code.ts";

const STYLE: CodeStyle = { width: 88, indent: 4, trailingComma: true };
const KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

/** A module: imports, then the canvas as `name`. */
export function printPython(block: Block, name: string): readonly CodeLine[] {
  const canvas: Code = [`${pythonName(name)} = `, print(block)];

  return [...importLines(block), ...printCode(canvas, STYLE)];
}

function pythonName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/\W+/gu, "_")
    .replaceAll(/^_+|_+$/gu, "");

  return isIdentifier(plain) ? plain : "workflow";
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_]\w*$/u.test(name) && !KEYWORDS.has(name);
}

function importLines(block: Block): readonly CodeLine[] {
  const blocks = [...blocksOf(block)];
  const celery = new Set(blocks.flatMap(celeryNames));
  const tasks = blocks
    .filter((inside) => inside.kind === "task")
    .map(({ task }) => task)
    .filter(isIdentifier);

  return [
    ...importLine("celery", celery),
    ...importLine("celery.canvas", new Set(blocks.flatMap(canvasNames))),
    ...importLine("tasks", new Set(tasks)),
    { text: "", ids: [] },
  ];
}

function importLine(module: string, names: ReadonlySet<string>): readonly CodeLine[] {
  return names.size === 0
    ? []
    : [{ text: `from ${module} import ${[...names].toSorted().join(", ")}`, ids: [] }];
}

function celeryNames(block: Block): readonly string[] {
  switch (block.kind) {
    case "chain":
    case "group":
    case "chord":
      return [block.kind];
    case "task":
      return isIdentifier(block.task) ? [] : ["signature"];
    case "each":
      return ["signature"];
    case "map":
    case "starmap":
    case "chunks":
      return [];
  }
}

/** What a task has no method for, because the inner call has arguments or options of its own. */
function canvasNames(block: Block): readonly string[] {
  const isMap = block.kind === "map" || block.kind === "starmap" || block.kind === "chunks";

  return isMap && !isBareTask(block.inner) ? [classOf(block)] : [];
}

function classOf({ kind }: MapBlock | ChunksBlock): string {
  return kind === "chunks" ? "chunks" : `x${kind}`;
}

function print(block: Block): Code {
  return [printCall(block), ...printRest(block)];
}

function printCall(block: Block): Code {
  const { id } = block;

  switch (block.kind) {
    case "task":
      return printTask(block);
    case "chain":
    case "group":
      return { open: `${block.kind}(`, items: members(block.parts), close: ")", id };
    case "chord":
      return {
        open: "chord(",
        items: [
          list(block.parts.map(print)),
          print(block.body),
          ...named("kwargs", block.headerKwargs),
        ],
        close: ")",
        id,
      };
    case "map":
    case "starmap":
      return printMap(block, []);
    case "chunks":
      return printMap(block, [String(block.n)]);
    case "each":
      return {
        open: "signature(",
        items: [
          literal(EACH_TASK),
          [
            "kwargs=",
            {
              open: "{",
              items: [['"task": ', print(block.inner)], ...entries(block.kwargs)],
              close: "}",
            },
          ],
          ...(block.args.length === 0 ? [] : [["args=", literal(block.args)]]),
          ...(block.immutable ? ["immutable=True"] : []),
        ],
        close: ")",
        id,
      };
  }
}

/** A single member would be taken for a list of members where it is a group. */
function members(parts: readonly Block[]): readonly Code[] {
  const [only] = parts;

  return parts.length === 1 && only?.kind !== "task" ? [list(parts.map(print))] : parts.map(print);
}

function printTask({ id, task, args, kwargs, immutable }: TaskBlock): Code {
  const items = [...args.map(literal), ...keywords(kwargs)];

  if (isIdentifier(task)) {
    return [task, { open: immutable ? ".si(" : ".s(", items, close: ")", id }];
  }

  return {
    open: "signature(",
    items: [
      literal(task),
      ...(args.length === 0 ? [] : [["args=", literal(args)]]),
      ...named("kwargs", kwargs),
      ...(immutable ? ["immutable=True"] : []),
    ],
    close: ")",
    id,
  };
}

function printMap(block: MapBlock | ChunksBlock, more: readonly Code[]): Call | Code {
  const { inner, it, id } = block;

  if (isBareTask(inner)) {
    return [inner.task, { open: `.${block.kind}(`, items: [literal(it), ...more], close: ")", id }];
  }

  return {
    open: `${classOf(block)}(`,
    items: [print(inner), literal(it), ...more],
    close: ")",
    id,
  };
}

function isBareTask(block: Block): block is TaskBlock {
  return (
    block.kind === "task" &&
    isIdentifier(block.task) &&
    block.args.length + Object.keys(block.kwargs).length + Object.keys(block.options).length === 0
  );
}

/** What is said after the call: arguments of a composition, options, callbacks. */
function printRest(block: Block): readonly Code[] {
  const { id, args, kwargs, options, links, errbacks } = block;
  const { link: _link, link_error: _linkError, ...others } = options;
  const isComposed = block.kind === "chain" || block.kind === "group" || block.kind === "chord";
  const set = [...(isComposed && block.immutable ? ["immutable=True"] : []), ...keywords(others)];
  const partial = isComposed
    ? [...(args.length === 0 ? [] : [["args=", literal(args)]]), ...named("kwargs", kwargs)]
    : [];

  return [
    ...method("clone", partial, id),
    ...method("set", set, id),
    ...links.flatMap((callback) => method("link", [print(callback)], id)),
    ...errbacks.flatMap((callback) => method("on_error", [print(callback)], id)),
  ];
}

function method(name: string, items: readonly Code[], id: string): readonly Call[] {
  return items.length === 0 ? [] : [{ open: `.${name}(`, items, close: ")", id }];
}

function named(name: string, value: JsonObject): readonly Code[] {
  return Object.keys(value).length === 0 ? [] : [[`${name}=`, literal(value)]];
}

/** Names that Python cannot write as keywords are given as a dictionary. */
function keywords(values: JsonObject): readonly Code[] {
  const all = Object.entries(values);
  const plain = all.filter(([name]) => isIdentifier(name));
  const odd = all.filter(([name]) => !isIdentifier(name));

  return [
    ...plain.map(([name, value]): Code => [`${name}=`, literal(value)]),
    ...(odd.length === 0 ? [] : [["**", literal(Object.fromEntries(odd))]]),
  ];
}

function literal(value: JsonValue): Code {
  if (value === null) {
    return "None";
  }

  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }

  if (typeof value !== "object") {
    return JSON.stringify(value);
  }

  return isJsonList(value)
    ? list(value.map(literal))
    : { open: "{", items: entries(value), close: "}" };
}

function list(items: readonly Code[]): Call {
  return { open: "[", items, close: "]" };
}

function entries(value: JsonObject): readonly Code[] {
  return Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, literal(item)]);
}
