/** Everything that can be said about a block by itself, apart from what it is made of and where it stands. */
import type { JsonObject, JsonValue } from "../../canvas/json.ts";
import type { Block, BlockId } from "../block.ts";
import { type Drawing, findBlock } from "../drawing.ts";
import { nameOf } from "../edit/edit.ts";

interface Facet {
  /** Among the facets of a block. */
  readonly key: string;
  readonly label: string;
  /** As JSON; null: it holds, or it does not. */
  readonly value: string | null;
}

const MOST_CHARS = 60;

/** What is said of a block in `after` and was not in `before`, and the other way round, in words. */
export function facetChanges(
  [before, blockBefore]: readonly [drawing: Drawing, block: Block],
  [after, blockAfter]: readonly [drawing: Drawing, block: Block],
): readonly string[] {
  if (
    blockBefore === blockAfter &&
    before.remarks[blockBefore.id] === after.remarks[blockAfter.id] &&
    before.crossings === after.crossings
  ) {
    return [];
  }

  const old = byKey(facetsOf(before, blockBefore));
  const now = byKey(facetsOf(after, blockAfter));

  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key) => wordsOf(old.get(key), now.get(key)))
    .filter((words) => words !== "");
}

function byKey(facets: readonly Facet[]): ReadonlyMap<string, Facet> {
  return new Map(facets.map((facet) => [facet.key, facet]));
}

/** Empty: nothing changed. */
function wordsOf(before: Facet | undefined, after: Facet | undefined): string {
  if (before === undefined) {
    return after === undefined ? "" : said(after);
  }

  if (after === undefined) {
    return before.value === null ? `not ${before.label}` : `no ${before.label}`;
  }

  return before.value === after.value
    ? ""
    : `${after.label}: ${short(before.value)} → ${short(after.value)}`;
}

function said({ label, value }: Facet): string {
  return value === null ? label : `${label}: ${short(value)}`;
}

function short(value: string | null): string {
  const text = value ?? "";

  return text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text;
}

function facetsOf(drawing: Drawing, block: Block): readonly Facet[] {
  const { id, args, kwargs, options, links, errbacks, immutable, extra } = block;
  const { link, link_error: linkError, ...others } = options;

  return [
    ...kindFacets(block),
    ...args.map((value, index) => valued("args", `argument ${index + 1}`, value)),
    ...each("kwargs", kwargs, (name) => name),
    ...each("options", others, (name) => `option ${name}`),
    ...formFacets("link", link, links.length),
    ...formFacets("link_error", linkError, errbacks.length),
    ...(immutable ? [flag("immutable", "immutable")] : []),
    ...each("extra", extra, (name) => name),
    ...remarkFacets(drawing, id),
    ...drawing.crossings
      .filter(({ to }) => to === id)
      .map(({ from }) => flag(`wire.${from}`, `waiting for ${called(drawing, from)}`)),
  ];
}

function kindFacets(block: Block): readonly Facet[] {
  const kind = valued("kind", "kind", block.kind);

  switch (block.kind) {
    case "task":
      return [kind, valued("task", "task", block.task)];
    case "chain":
    case "group":
    case "each":
      return [kind];
    case "chord":
      return [kind, ...each("header", block.headerKwargs, (name) => `${name} of the header`)];
    case "map":
    case "starmap":
      return [kind, valued("it", "items", block.it)];
    case "chunks":
      return [kind, valued("it", "items", block.it), valued("n", "size of a batch", block.n)];
  }
}

function remarkFacets({ remarks }: Drawing, id: BlockId): readonly Facet[] {
  const { name, note, folded } = remarks[id] ?? {};

  return [
    ...(name === undefined ? [] : [valued("remark", "name", name)]),
    ...(note === undefined ? [] : [valued("remark", "note", note)]),
    ...(folded === undefined ? [] : [valued("remark", "drawn", folded ? "folded" : "unfolded")]),
  ];
}

function each(
  group: string,
  values: JsonObject,
  label: (name: string) => string,
): readonly Facet[] {
  return Object.entries(values).map(([name, value]) => valued(group, label(name), value));
}

/** What callbacks hold are blocks. Of how they are written only what is not usual: a list, and nothing where there are none. */
function formFacets(name: string, form: JsonValue | undefined, count: number): readonly Facet[] {
  const isOne = form === "one" && count === 1;
  const isEmpty = (form === "list" || form === null) && count === 0;

  return isOne || isEmpty ? [valued("form", `form of ${name}`, form)] : [];
}

function valued(group: string, label: string, value: JsonValue): Facet {
  return { key: `${group}.${label}`, label, value: JSON.stringify(value) };
}

function flag(key: string, label: string): Facet {
  return { key, label, value: null };
}

function called(drawing: Drawing, id: BlockId): string {
  const block = findBlock(drawing, id)?.block;

  return block === undefined ? "what is gone" : nameOf(drawing, block);
}
