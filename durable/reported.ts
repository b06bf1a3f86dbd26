/** Reports as they arrive, turned into facts of one run, with a place for each large value and for the lines that were logged. */
import type { DeadNode } from "../shared/engine/dead-letter.ts";
import { type Resolved, resolveOutcome } from "../shared/engine/decide-delivery.ts";
import { type Report, decideReports as decideFacts, refusal } from "../shared/engine/decide.ts";
import type { Fact } from "../shared/engine/delta.ts";
import { cutError, payloadTooLarge } from "../shared/engine/errors.ts";
import { MAX_VALUE_BYTES } from "../shared/engine/limits.ts";
import type { Outcome } from "../shared/engine/outcome.ts";
import { utf8Bytes } from "../shared/engine/values.ts";
import type { ReportItem } from "../shared/wire/rpc.ts";
import type { NewFragment } from "./decision.ts";
import type { KeptRun } from "./kept-run.ts";
import type { PackStore, PackedLine, Packing } from "./pack-store.ts";

export interface Reported {
  readonly kept: KeptRun;
  readonly facts: readonly Fact[];
  readonly dead: readonly DeadNode[];
  /** To be written with the facts. */
  readonly packing: Packing;
  readonly fragments: readonly NewFragment[];
}

export interface ReportPorts {
  readonly packs: PackStore;
  readonly now: number;
}

/** Run by run; a run of which no report counts is left out. */
export function decideReports(
  items: readonly ReportItem[],
  { find, ...ports }: ReportPorts & { readonly find: (runId: string) => KeptRun | undefined },
): readonly Reported[] {
  return [...Map.groupBy(items, ({ run }) => run)].flatMap(([id, ofRun]) => {
    const kept = find(id);
    const reported = kept === undefined ? undefined : decideReported(kept, ofRun, ports);

    return reported === undefined || reported.facts.length === 0 ? [] : [reported];
  });
}

/** `items` are all of this run. Those that do not count leave nothing, neither a fact nor a line. */
export function decideReported(
  kept: KeptRun,
  items: readonly ReportItem[],
  { packs, now }: ReportPorts,
): Reported {
  const counted = countedItems(kept, items);
  const outcomes = counted.map(({ outcome }) => keepable(outcome));
  const texts = outcomes.map((outcome) => (outcome.kind === "success" ? outcome.value : ""));
  const packing = packs.plan(kept.run.id, texts, counted.flatMap(linesOf));
  const reports = counted.map((item, index): Resolved & Report => {
    const { node, attempt } = item;
    const startedAt = kept.leases.get(node)?.startedAt ?? item.startedAt;
    const { outcome, reason } = resolveOutcome(
      kept.run,
      node,
      outcomes[index] ?? { kind: "ignored" },
    );
    const value = packing.values[index] ?? "null";
    const recorded = outcome.kind === "success" ? ({ kind: "success", value } as const) : outcome;

    return { node, attempt, startedAt, outcome: recorded, reason };
  });
  const facts = decideFacts(kept.run, reports, now);

  return {
    kept,
    facts,
    dead: reports.flatMap(deadOf),
    packing,
    fragments: fragmentsOf(facts, counted),
  };
}

function fragmentsOf(facts: readonly Fact[], items: readonly ReportItem[]): readonly NewFragment[] {
  const outcomes = new Map(items.map(({ node, outcome }) => [node, outcome]));

  return facts.flatMap((fact) => {
    const outcome = fact.kind === "expanded" ? outcomes.get(fact.node) : undefined;

    return fact.kind === "expanded" && outcome?.kind === "replaced"
      ? [{ fragment: fact.fragment, planParts: outcome.planParts }]
      : [];
  });
}

function deadOf({ node, outcome, reason }: Report & Resolved): readonly DeadNode[] {
  return outcome.kind === "failure" && reason !== null
    ? [{ node, reason, error: outcome.error }]
    : [];
}

function countedItems({ run }: KeptRun, items: readonly ReportItem[]): readonly ReportItem[] {
  const first = new Map(items.toReversed().map((item) => [item.node, item]));

  return items.filter(
    (item) => first.get(item.node) === item && refusal(run, item.node, item.attempt) === null,
  );
}

/** A consumer refuses a result that no row can hold, and cuts what an error says; this is the last line. */
function keepable(outcome: Outcome): Outcome {
  if ("error" in outcome) {
    return { ...outcome, error: cutError(outcome.error) };
  }

  const bytes = outcome.kind === "success" ? utf8Bytes(outcome.value) : 0;

  return bytes <= MAX_VALUE_BYTES
    ? outcome
    : { kind: "failure", error: payloadTooLarge("The result", bytes, MAX_VALUE_BYTES) };
}

function linesOf({ node, logs }: ReportItem): PackedLine[] {
  return logs.map(({ at, message }) => [node, at, message]);
}
