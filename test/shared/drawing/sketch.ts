/** Drawings written and read in short, as `a | [b, c] > d`: a chain of a and a chord with that header and body. */
import type { Block, BlockId } from "../../../shared/drawing/block.ts";
import { allBlocks, type Drawing, readDrawing } from "../../../shared/drawing/drawing.ts";
import type { Edit } from "../../../shared/drawing/edit/edit.ts";

/** In short: `chain(a, chord([b, c], d))`; callbacks after a colon. */
function shape(block: Block | null): string {
  if (block === null) {
    return "";
  }

  const callbacks = [
    ...block.links.map((link) => ` -> ${shape(link)}`),
    ...block.errbacks.map((errback) => ` !> ${shape(errback)}`),
  ];

  return shapeOf(block) + callbacks.join("");
}

function shapeOf(block: Block): string {
  switch (block.kind) {
    case "task":
      return block.task;
    case "chain":
      return `chain(${shapes(block.parts)})`;
    case "group":
      return `[${shapes(block.parts)}]`;
    case "chord":
      return `chord([${shapes(block.parts)}], ${shape(block.body)})`;
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return `${block.kind}(${shape(block.inner)})`;
  }
}

function shapes(blocks: readonly Block[]): string {
  return blocks.map(shape).join(", ");
}

/** The root, and the fragments on the shelf after bars. */
export function shapeOfDrawing({ root, shelf }: Drawing): string {
  return [root, ...shelf].map(shape).join(" / ");
}

/** A drawing of `chain(a, [b, c])`; fragments on the shelf after `/`. Letters are tasks. */
export function sketch(text: string): Drawing {
  const [root = "", ...shelf] = text.split(" / ");
  const drawing = draw(parse(root));

  const fragments = shelf.map((fragment, index) => draw(parse(fragment), (index + 1) * 100));

  return {
    ...drawing,
    shelf: fragments.map((fragment) => fragment.root).filter((block) => block !== null),
    nextId: 10_000,
  };
}

/** The id of the first block that is drawn so: a task by its name, a frame or chain by its shape. */
export function idOf(drawing: Drawing, text: string): BlockId {
  for (const block of allBlocks(drawing)) {
    if (shape(block) === text || shapeOf(block) === text) {
      return block.id;
    }
  }

  throw new Error(`There is no ${text} in ${shapeOfDrawing(drawing)}`);
}

export function idsOf(drawing: Drawing, ...texts: readonly string[]): readonly BlockId[] {
  return texts.map((text) => idOf(drawing, text));
}

/** What the edit makes of the drawing. */
export function drawn(edit: Edit): Drawing {
  if (!edit.ok) {
    throw new Error(edit.reason);
  }

  return edit.drawing;
}

/** The same in short; or why it does not. */
export function after(edit: Edit): string {
  return edit.ok ? shapeOfDrawing(edit.drawing) : edit.reason;
}

function draw(signature: unknown, firstId = 1): Drawing {
  const read = readDrawing(signature);

  if (!read.ok) {
    throw new Error(JSON.stringify(read.errors));
  }

  return firstId === 1 ? read.drawing : shifted(read.drawing, firstId);
}

/** Ids that no other fragment has. */
function shifted(drawing: Drawing, by: number): Drawing {
  const text = JSON.stringify(drawing.root).replaceAll(
    /"id":"b(\d+)"/gu,
    (_, id: string) => `"id":"b${Number(id) + by}"`,
  );

  return { ...drawing, root: JSON.parse(text) as Block, nextId: drawing.nextId + by };
}

function parse(text: string): unknown {
  const composed = /^(chain|chord|each|map)\((.*)\)$/u.exec(text);
  const group = /^\[(.*)\]$/u.exec(text);

  if (group !== null) {
    return composition("group", { tasks: split(group[1]).map(parse) });
  }

  if (composed === null) {
    return { task: text, args: [], kwargs: {}, options: {}, subtask_type: null, immutable: false };
  }

  const parts = split(composed[2]).map(parse);

  const compositions: Readonly<Record<string, unknown>> = {
    chain: composition("chain", { tasks: parts }),
    chord: composition("chord", { kwargs: {}, header: headerOf(composed[2]), body: parts.at(-1) }),
    each: { task: "lovage.each", kwargs: { task: parts[0] } },
    map: { task: "celery.map", kwargs: { task: parts[0], it: [] } },
  };

  return compositions[composed[1] ?? ""];
}

/** The members between the first brackets. */
function headerOf(text: string | undefined): readonly unknown[] {
  const [header = ""] = split(text);

  return split(header.slice(1, -1)).map(parse);
}

function composition(kind: string, kwargs: object): unknown {
  return {
    task: `celery.${kind}`,
    args: [],
    kwargs,
    options: {},
    subtask_type: kind,
    immutable: false,
  };
}

/** At commas that stand in no bracket. */
function split(text = ""): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;

  for (const [index, letter] of text.split("").entries()) {
    depth += Number("([".includes(letter)) - Number(")]".includes(letter));

    if (letter === "," && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }

  return text === "" ? [] : [...parts, text.slice(start).trim()];
}
