/** Running again what is over: what is to be written for it. */
import type { ReplayedLetter } from "../shared/engine/dead-letter.ts";
import { type RestartRefusal, decideRestart } from "../shared/engine/decide-restart.ts";
import type { NewCall } from "../shared/wire/calls.ts";
import type { AskedRetry } from "../shared/wire/retry.ts";
import type { Decision } from "./decision.ts";
import type { KeptRun } from "./kept-run.ts";
import type { NamedRuns } from "./key-store.ts";
import type { PackStore } from "./pack-store.ts";

/** What of a final run begins anew. */
export interface Restart {
  /** These and all behind them; null: what did not succeed. */
  readonly nodes: readonly number[] | null;
  /** In place of the own call of one of them. */
  readonly call: (NewCall & { readonly node: number }) | null;
  /** The dead letters that this replays. */
  readonly replayed?: readonly ReplayedLetter[];
  /** By what it is known when it is asked for again. */
  readonly named?: NamedRuns;
}

export function restartFrom({ node, call }: Pick<AskedRetry, "node" | "call">): Restart {
  return node === null
    ? { nodes: null, call: null }
    : { nodes: [node], call: call === null ? null : { ...call, node } };
}

export function decideAnew(
  kept: KeptRun,
  { nodes, call, ...rest }: Restart,
  packs: Pick<PackStore, "plan">,
): Decision | RestartRefusal {
  const packing = packs.plan(kept.run.id, call === null ? [] : [call.text], []);
  const [stored] = packing.values;
  const edited =
    call === null || stored === undefined
      ? null
      : { node: call.node, call: stored, isWhole: call.isWhole };
  const decided = decideRestart(kept.run, nodes === null ? null : { nodes, edited });

  return typeof decided === "string" ? decided : { kept, facts: [decided], packing, ...rest };
}
