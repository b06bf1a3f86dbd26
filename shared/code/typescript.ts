/** A canvas in our builders. */
import { isJsonList, type JsonObject, type JsonValue } from "../canvas/json.ts";
import type { Block, ChunksBlock, MapBlock, TaskBlock } from "../drawing/block.ts";
import { blocksOf } from "../drawing/walk.ts";
import { type Call, type Code, type CodeLine, type CodeStyle, printCode } from "./code.ts";

const STYLE: CodeStyle = { width: 100, indent: 2, trailingComma: true };
const KEYWORDS = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield chain chord each group taskHandle".split(
    " ",
  ),
);

/** A module: a handle for each task, then the canvas as `name`. */
export function printTypeScript(block: Block, name: string): readonly CodeLine[] {
  const blocks = [...blocksOf(block)];
  const missing = new Set(blocks.flatMap(unsaid));
  const handles = new Handles(blocks);
  const variable = handles.free(variableOf(name, "workflow"));
  const printed: Code = [`const ${variable} = `, print(block, handles), ";"];

  return [
    ...plain(importLines(blocks, handles)),
    ...plain(
      [...missing].map(
        (what) => `// Not said here, for the builders have no word for it: ${what}.`,
      ),
    ),
    ...printCode(printed, STYLE),
  ];
}

/** The variables that stand for tasks. */
class Handles {
  readonly #names = new Map<string, string>();

  constructor(blocks: readonly Block[]) {
    for (const task of new Set(
      blocks.flatMap((block) => (block.kind === "task" ? [block.task] : [])),
    )) {
      this.#names.set(task, this.free(variableOf(task, "task")));
    }
  }

  of(task: string): string {
    return this.#names.get(task) ?? variableOf(task, "task");
  }

  get lines(): readonly string[] {
    return Array.from(
      this.#names,
      ([task, name]) => `const ${name} = taskHandle(${JSON.stringify(task)});`,
    );
  }

  /** No other variable is called so. */
  free(name: string): string {
    const taken = new Set(this.#names.values());

    return taken.has(name) ? this.free(`${name}_`) : name;
  }
}

/** `word_count` -> `wordCount`. */
function variableOf(name: string, fallback: string): string {
  const camel = name
    .replaceAll(/\W+(\w)?|_+(\w)/gu, (_, a?: string, b?: string) => (a ?? b ?? "").toUpperCase())
    .replace(/^[^A-Za-z]+/u, "");
  const variable = camel.charAt(0).toLowerCase() + camel.slice(1);

  if (variable === "") {
    return fallback;
  }

  return KEYWORDS.has(variable) ? `${variable}${capital(fallback)}` : variable;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function importLines(blocks: readonly Block[], handles: Handles): readonly string[] {
  const builders = new Set(
    blocks
      .map(({ kind }) => kind)
      .filter((kind) => ["chain", "chord", "each", "group"].includes(kind)),
  );

  return [
    ...(builders.size === 0
      ? []
      : [`import { ${[...builders].toSorted().join(", ")} } from "./shared/canvas/builders.ts";`]),
    ...(handles.lines.length === 0
      ? []
      : ['import { taskHandle } from "./shared/canvas/task-handle.ts";', "", ...handles.lines]),
    "",
  ];
}

function plain(texts: readonly string[]): readonly CodeLine[] {
  return texts.map((text) => ({ text, ids: [] }));
}

function unsaid(block: Block): readonly string[] {
  const isComposed = "parts" in block;
  const hasCall = block.args.length + Object.keys(block.kwargs).length > 0;

  return [
    ...(isComposed && (hasCall || block.immutable) ? [`the arguments of a ${block.kind}`] : []),
    ...(block.kind === "each" && (hasCall || block.immutable) ? ["the arguments of an each"] : []),
    ...(block.kind === "chord" && Object.keys(block.headerKwargs).length > 0
      ? ["the keyword arguments of a header"]
      : []),
    ...("inner" in block && block.kind !== "each" && !isBareTask(block.inner)
      ? [`the arguments inside a ${block.kind}`]
      : []),
  ];
}

function isBareTask(block: Block): boolean {
  return (
    block.kind === "task" &&
    block.args.length + Object.keys(block.kwargs).length + Object.keys(block.options).length === 0
  );
}

function print(block: Block, handles: Handles): Code {
  return [printCall(block, handles), ...printRest(block, handles)];
}

function printCall(block: Block, handles: Handles): Code {
  const { id } = block;

  switch (block.kind) {
    case "task":
      return printTask(block, handles);
    case "chain":
    case "group":
      return { open: `${block.kind}(`, items: members(block.parts, handles), close: ")", id };
    case "chord":
      return {
        open: "chord(",
        items: [list(block.parts.map((part) => print(part, handles))), print(block.body, handles)],
        close: ")",
        id,
      };
    case "map":
    case "starmap":
      return printMap(block, [], handles);
    case "chunks":
      return printMap(block, [String(block.n)], handles);
    case "each":
      return { open: "each(", items: [print(block.inner, handles)], close: ")", id };
  }
}

/** A builder takes one step by itself for what it is, and a list of one for a list. */
function members(parts: readonly Block[], handles: Handles): readonly Code[] {
  const printed = parts.map((part) => print(part, handles));

  return parts.length === 1 ? [list(printed)] : printed;
}

function printTask({ id, task, args, kwargs, immutable }: TaskBlock, handles: Handles): Code {
  const call: Call = { open: immutable ? ".si(" : ".s(", items: args.map(literal), close: ")", id };

  return Object.keys(kwargs).length === 0
    ? [handles.of(task), call]
    : [handles.of(task), call, { open: ".kw(", items: [literal(kwargs)], close: ")", id }];
}

function printMap(
  { inner, it, id, kind }: MapBlock | ChunksBlock,
  more: readonly Code[],
  handles: Handles,
): Code {
  const task = inner.kind === "task" ? inner.task : inner.kind;

  return [handles.of(task), { open: `.${kind}(`, items: [literal(it), ...more], close: ")", id }];
}

function printRest({ id, options, links, errbacks }: Block, handles: Handles): readonly Code[] {
  const { link: _link, link_error: _linkError, ...others } = options;
  const named = Object.entries(others).map(([name, value]): [string, JsonValue] => [
    name.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);

  return [
    ...method("set", named.length === 0 ? [] : [literal(Object.fromEntries(named))], id),
    ...links.flatMap((callback) => method("link", [print(callback, handles)], id)),
    ...errbacks.flatMap((callback) => method("onError", [print(callback, handles)], id)),
  ];
}

function method(name: string, items: readonly Code[], id: string): readonly Call[] {
  return items.length === 0 ? [] : [{ open: `.${name}(`, items, close: ")", id }];
}

function literal(value: JsonValue): Code {
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }

  return isJsonList(value) ? list(value.map(literal)) : record(value);
}

function list(items: readonly Code[]): Call {
  return { open: "[", items, close: "]" };
}

function record(value: JsonObject): Call {
  const items = Object.entries(value).map(([key, item]): Code => [
    `${/^[A-Za-z_$][\w$]*$/u.test(key) ? key : JSON.stringify(key)}: `,
    literal(item),
  ]);

  return items.length === 0
    ? { open: "{}", items: [], close: "" }
    : { open: "{ ", items, close: " }" };
}
