/** What is to be seen of a run, without bringing it into memory: looking must not change what is looked at. */
import type { KeptRun } from "../../durable/kept-run.ts";
import type { Shard } from "../../durable/shard.ts";
import type { NodeState } from "../../shared/engine/run.ts";
import { nodeTimer } from "../../shared/engine/timing.ts";

export function peek(shard: Shard, id: string): KeptRun | undefined {
  const inMemory = [...shard.runs].find(({ run }) => run.id === id);
  const kept = inMemory ?? shard.archive.find(id);

  return kept === undefined || shard.expiry.isExpired(kept.run.finishedAt) ? undefined : kept;
}

export function lookAtRun(shard: Shard, id: string): object {
  const kept = peek(shard, id);

  if (kept === undefined) {
    return {};
  }

  const { run } = kept;
  const { READY, SENT, ...counts } = run.counts;

  return {
    id,
    name: run.name,
    nodes: run.nodes.map((state) => lookAt(state, (value) => shard.archive.packs.read(id, value))),
    gates: run.gates,
    unsettled: [...run.unsettled],
    counts: { ...counts, toRun: READY + SENT },
    finishedAt: run.finishedAt,
    lines: shard.archive.packs.lines(id, { node: null, from: 0, limit: 1000 }).lines,
  };
}

/** When nodes of these runs must be looked at for the time's sake. */
export function timersOf(shard: Shard, ids: readonly string[]): readonly number[] {
  return ids
    .flatMap((id) => peek(shard, id)?.run.nodes ?? [])
    .map((node) => nodeTimer(node))
    .filter((at) => at > 0);
}

/** That a message was sent is not written at once, and may be forgotten: it is sent again then. */
function lookAt(
  state: NodeState,
  read: (value: NonNullable<NodeState["value"]>) => string,
): unknown {
  const { status, sentAt: _sentAt, value, edited, ...rest } = state;

  return {
    ...rest,
    status: status === "SENT" ? "READY" : status,
    value: value === null ? null : read(value),
    edited: edited === null ? null : { ...edited, call: read(edited.call) },
  };
}
