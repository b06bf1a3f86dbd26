/** Everything that happens to a run of the model, as single facts in the order they came. */
import { applyDelta } from "../../shared/engine/apply.ts";
import { resolveOutcome } from "../../shared/engine/decide-delivery.ts";
import { decideReports, decideRevoke, decideSent } from "../../shared/engine/decide.ts";
import type { Fact } from "../../shared/engine/delta.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { type RunState, newRun, nodeAt } from "../../shared/engine/run.ts";
import { RUN_ID, modelOutcome } from "./model-run.ts";

export const AT = 1_700_000_000_000;

/** `pick` chooses one of `count`: which ready task comes next, whether it is sent before, whether it is revoked. */
export function factsOf(plan: Plan, pick: (count: number) => number): Fact[] {
  const run = newRun(RUN_ID, null, plan, AT);
  const facts: Fact[] = [];
  const ready: number[] = [];
  const record = (fact: Fact): void => {
    facts.push(fact);
    ready.push(...applyDelta(run, deltaOf([fact])).ready);
  };

  record({ kind: "started" });

  while (ready.length > 0) {
    const [node = 0] = ready.splice(pick(ready.length), 1);
    const { attempt } = nodeAt(run, node);
    const sent = pick(2) === 0 ? decideSent(run, [node]) : [];
    const revoked = pick(20) === 0 ? decideRevoke(run, pick(4) === 0 ? null : node) : [];

    const redelivered =
      pick(10) === 0 ? [{ kind: "redelivered", nodes: [[node, node]] } as const] : [];

    [...sent, ...leaseOf(node, pick), ...redelivered, ...revoked].forEach(record);
    decideReports(
      run,
      [
        {
          node,
          attempt,
          startedAt: AT,
          outcome: resolveOutcome(run, node, modelOutcome(run, node)).outcome,
        },
      ],
      AT,
    ).forEach(record);
  }

  return facts;
}

/** Its lease was renewed, perhaps. */
function leaseOf(node: number, pick: (count: number) => number): readonly Fact[] {
  const holder = { claimId: "claim", messageId: "m", deliveries: 1, startedAt: AT };

  return pick(5) === 0 ? [{ kind: "leased", node, holder, deliveries: pick(3) }] : [];
}

/** The run after these facts, applied in groups of these sizes; what is left at the end is one group. */
export function runAfter(
  plan: Plan,
  facts: readonly Fact[],
  sizes: readonly number[] = [],
): RunState {
  const run = newRun(RUN_ID, null, plan, AT);
  let from = 0;

  for (const size of [...sizes, facts.length]) {
    applyDelta(run, deltaOf(facts.slice(from, from + size)));
    from += size;
  }

  return run;
}

function deltaOf(facts: readonly Fact[]): Parameters<typeof applyDelta>[1] {
  return { run: RUN_ID, at: AT, facts };
}
