/** How a block looks as a node while it is drawn. */
import type { JsonValue } from "../../shared/canvas/json.ts";
import { type Block, type TaskBlock, UNCHOSEN_TASK } from "../../shared/drawing/block.ts";
import type { Remark } from "../../shared/drawing/drawing.ts";
import { MANY_MEMBERS } from "../graph/layout/sizes.ts";
import type { Badge, Flaw, NodeLook } from "../graph/nodes/node-look.ts";
import { blockGlyph } from "../graph/task-glyph.ts";
import { formatCount } from "../ui/format.ts";

const MOST_FACT_CHARS = 60;

export interface LookContext {
  readonly remark: Remark | undefined;
  readonly flaw: Flaw | null;
  readonly isErrback: boolean;
  /** Something waits for the frame's list. */
  readonly isHeader: boolean;
}

export function lookOf(block: Block, context: LookContext): NodeLook {
  const { remark, flaw, isErrback } = context;

  return {
    title: remark?.name ?? frameTitle(block, context) ?? titleOf(block),
    fact:
      remark?.name === undefined && frameTitle(block, context) !== null
        ? ""
        : factOf(block, context),
    glyph: blockGlyph(block),
    badges: badgesOf(block, remark),
    isErrback,
    isOpen: block.kind === "task" && block.task === UNCHOSEN_TASK,
    flaw,
    times: timesOf(block),
  };
}

/** Of a frame whose members have no name in common: what it is. */
function frameTitle(block: Block, { isHeader }: LookContext): string | null {
  if (block.kind !== "group" && block.kind !== "chord") {
    return null;
  }

  if (commonTask(block.parts) !== null) {
    return null;
  }

  return isHeader ? "chord header" : "group";
}

export function titleOf(block: Block): string {
  switch (block.kind) {
    case "task":
      return block.task === UNCHOSEN_TASK ? "choose a task" : block.task;
    case "chain":
      return "chain";
    case "group":
      return commonTask(block.parts) ?? "group";
    case "chord":
      return commonTask(block.parts) ?? "chord header";
    case "map":
    case "starmap":
    case "chunks":
    case "each":
      return titleOf(block.inner);
  }
}

/** The name that all members share. */
function commonTask(parts: readonly Block[]): string | null {
  const names = new Set(parts.map((part) => (part.kind === "task" ? part.task : part.id)));
  const [only] = parts;

  return parts.length > 1 &&
    names.size === 1 &&
    only?.kind === "task" &&
    only.task !== UNCHOSEN_TASK
    ? only.task
    : null;
}

function factOf(block: Block, { isHeader, remark }: LookContext): string {
  switch (block.kind) {
    case "task":
      return taskFact(block, remark);
    case "chain":
      return "";
    case "group":
    case "chord":
      return spanOf(block.parts) ?? (isHeader ? "chord header" : "group");
    case "map":
    case "starmap":
      return `${block.kind}, in sequence`;
    case "chunks":
      return `chunks of ${block.n}`;
    case "each":
      return "for each item";
  }
}

/** Of many members that are all of one task: what the first and the last are called with. */
function spanOf(parts: readonly Block[]): string | null {
  const [first] = parts;
  const last = parts.at(-1);

  return parts.length > MANY_MEMBERS &&
    first !== undefined &&
    last !== undefined &&
    commonTask(parts) !== null
    ? `(${argumentsOf(first)}) … (${argumentsOf(last)})`
    : null;
}

/** Under a name of its own the task is told too. */
function taskFact(block: TaskBlock, remark: Remark | undefined): string {
  return remark?.name === undefined
    ? argumentsOf(block)
    : `${block.task} ${argumentsOf(block)}`.trim();
}

/** `2, lang="fr"`. */
function argumentsOf({ args, kwargs }: Block): string {
  const all = [
    ...args.map(short),
    ...Object.entries(kwargs).map(([name, value]) => `${name}=${short(value)}`),
  ].join(", ");

  return all.length > MOST_FACT_CHARS ? `${all.slice(0, MOST_FACT_CHARS)}…` : all;
}

function short(value: JsonValue): string {
  const text = JSON.stringify(value);

  return text.length > MOST_FACT_CHARS ? `${text.slice(0, MOST_FACT_CHARS)}…` : text;
}

function timesOf(block: Block): string | null {
  switch (block.kind) {
    case "task":
    case "chain":
      return null;
    case "group":
    case "chord":
      return `∥ ${formatCount(block.parts.length)}`;
    case "map":
    case "starmap":
    case "chunks":
      return `× ${formatCount(block.it.length)}`;
    case "each":
      return "× n";
  }
}

function badgesOf(block: Block, remark: Remark | undefined): readonly Badge[] {
  const isWritten = block.kind === "map" || block.kind === "starmap" || block.kind === "chunks";
  const immutable: Badge = { glyph: "link-2-off", words: "Immutable: it takes no result" };
  const note = remark?.note ?? "";

  return [
    ...(block.immutable && !isWritten ? [immutable] : []),
    ...OPTION_BADGES.filter(({ names }) => names.some((name) => isGiven(block.options[name]))).map(
      ({ badge }) => badge,
    ),
    ...(note === "" ? [] : [{ glyph: "sticky-note" as const, words: note }]),
  ];
}

function isGiven(option: JsonValue | undefined): boolean {
  return option !== undefined && option !== null;
}

const OPTION_BADGES: readonly { readonly names: readonly string[]; readonly badge: Badge }[] = [
  {
    names: ["countdown", "eta", "expires"],
    badge: { glyph: "timer", words: "It waits for its time, or expires" },
  },
  {
    names: ["max_retries", "retry_policy"],
    badge: { glyph: "refresh-cw", words: "Retries of its own" },
  },
  {
    names: ["queue", "priority", "rate_limit"],
    badge: { glyph: "layers", words: "A queue, priority or rate of its own" },
  },
  { names: ["ignore_result"], badge: { glyph: "eye-off", words: "Its result is not kept" } },
  {
    names: ["time_limit", "soft_time_limit"],
    badge: { glyph: "hourglass", words: "A time limit of its own" },
  },
];
