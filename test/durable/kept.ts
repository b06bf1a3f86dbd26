/** Runs as a shard keeps them, moved by hand. */
import { type KeptRun, changed, dropLeases, keepSubmitted } from "../../durable/kept-run.ts";
import { applyDelta } from "../../shared/engine/apply.ts";
import type { Consequences } from "../../shared/engine/consequences.ts";
import { decideSent } from "../../shared/engine/decide.ts";
import type { Fact } from "../../shared/engine/delta.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { type Holder, type Lease, lease } from "../../shared/engine/leases.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import type { StoredValue } from "../../shared/engine/run.ts";
import { planFrom } from "../support/hand-run.ts";

export const NOW = 1_700_000_000_000;

/** Taken just now by the first execution of something. */
export function leaseOf(change: Partial<Holder> = {}, at = NOW): Lease {
  const holder = { claimId: "claim", messageId: "m", deliveries: 1, startedAt: at, ...change };

  return lease(holder, 1, at);
}

let made = 0;

/** Another id for each call, later ones sorting after earlier ones of the same time. */
function freshId(at = NOW): string {
  made += 1;

  return makeRunId(at, 0, new Uint8Array([0, 0, 0, 0, made >> 24, made >> 16, made >> 8, made]));
}

/** Submitted, not started. */
export function submitted(plan: Plan, at = NOW): KeptRun {
  return keepSubmitted({ id: freshId(at), name: null, planParts: encodePlan(plan) }, at);
}

export function started(canvas: unknown, at = NOW): KeptRun {
  const kept = submitted(planFrom(canvas), at);

  happen(kept, [{ kind: "started" }]);

  return kept;
}

/** So many tasks that have nothing to do with each other. */
export function loose(count: number): KeptRun {
  const node: Plan["nodes"][number] = {
    task: "echo",
    args: [],
    kwargs: {},
    options: { queue: "default" },
    input: null,
    immutable: false,
  };
  const nodes = Array.from({ length: count }, () => node);
  const kept = submitted({ nodes, gates: [], output: 0, lone: false, fragments: [] });

  happen(kept, [{ kind: "started" }]);

  return kept;
}

/** Applied, and known to have changed with this row of the log. */
export function happen(
  kept: KeptRun,
  facts: readonly Fact[],
  { seq = 1, at = NOW }: { readonly seq?: number; readonly at?: number } = {},
): Consequences {
  const consequences = applyDelta(kept.run, { run: kept.run.id, at, facts });

  changed(kept, seq, consequences.changed);
  dropLeases(kept, consequences);

  return consequences;
}

export function succeed(
  kept: KeptRun,
  node: number,
  value: StoredValue = "1",
  seq = 1,
): Consequences {
  return happen(kept, [{ kind: "succeeded", node, startedAt: NOW, value }], { seq });
}

export function fail(
  kept: KeptRun,
  node: number,
  message = "boom",
  traceback: string | null = null,
): Consequences {
  return happen(kept, [
    { kind: "failed", node, startedAt: NOW, error: { type: "ValueError", message, traceback } },
  ]);
}

/** It asks to be run again, a minute later. */
export function retry(kept: KeptRun, node: number, message: string): Consequences {
  const error = { type: "ValueError", message, traceback: null };

  return happen(kept, [{ kind: "retried", node, startedAt: NOW, error, dueAt: NOW + 60_000 }]);
}

export function send(kept: KeptRun, ...nodes: readonly number[]): Consequences {
  return happen(kept, decideSent(kept.run, nodes));
}
