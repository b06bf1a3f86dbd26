/** What the API reads from a shard: finds the run, waits for it where asked to, and answers null for what is not here. */
import type { JsonText } from "../shared/canvas/json.ts";
import { refusal } from "../shared/engine/decide.ts";
import { parseTaskId } from "../shared/engine/ids.ts";
import { MAX_ANSWER_BYTES } from "../shared/engine/limits.ts";
import { runState } from "../shared/engine/run-views.ts";
import { hasNode, isFinal, isRunFinal, nodeAt } from "../shared/engine/run.ts";
import type { OwnCall } from "../shared/wire/calls.ts";
import type { GatedTask, QueueCounts } from "../shared/wire/gate.ts";
import type * as Rpc from "../shared/wire/rpc.ts";
import type { RunView, TaskMeta, TimesView } from "../shared/wire/views.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { KeptRun } from "./kept-run.ts";
import { listRuns } from "./listing.ts";
import type { Queries } from "./queries.ts";
import { queueCounts } from "./queue-counts.ts";
import type { Shard } from "./shard.ts";
import type { Submitted } from "./submitted.ts";
import { Traffic } from "./traffic.ts";
import type { Waiters } from "./waiters.ts";

export interface RunOptions {
  readonly nodes: boolean;
  readonly waitSeconds: number;
}

export class Reader {
  /** Whoever makes things ready, and hands them out, tells of it here. */
  readonly traffic = new Traffic();
  readonly #shard: Shard;
  readonly #queries: Queries;
  readonly #waiters: Waiters;

  constructor(shard: Shard, queries: Queries, waiters: Waiters) {
    this.#shard = shard;
    this.#queries = queries;
    this.#waiters = waiters;
  }

  /** What whoever submitted them is told. */
  submitted(submitted: Submitted): Rpc.SubmitReply {
    if ("taken" in submitted) {
      return { kind: "taken", taken: submitted.taken };
    }

    const runs = submitted.map(({ kept, created }) => ({
      runId: kept.run.publicId,
      created,
      state: runState(this.#queries.viewerOf(kept)),
    }));

    return { kind: "stored", runs };
  }

  /** Which of these are not over. */
  alive(tasks: readonly GatedTask[]): readonly boolean[] {
    return tasks.map(({ run, node, attempt }) => {
      const kept = this.#shard.find(run);

      return kept !== undefined && refusal(kept.run, node, attempt) === null;
    });
  }

  queues(): readonly QueueCounts[] {
    const { runs, now, archive } = this.#shard;

    return queueCounts({ runs, now, timers: archive.timers, traffic: this.traffic });
  }

  /** Which names of what would be submitted belong to others. */
  taken(runs: readonly Rpc.SubmitRun[]): readonly Rpc.TakenName[] {
    const decision = this.#shard.decideSubmit(runs);

    return "taken" in decision ? decision.taken : [];
  }

  get deadLetters(): DeadLetters {
    return this.#shard.deadLetters;
  }

  async run(id: string, options: RunOptions): Promise<RunView | null> {
    const kept = this.#shard.find(id);

    if (kept === undefined) {
      return null;
    }

    await this.#waiters.until([kept], () => isRunFinal(kept.run), options.waitSeconds);

    return this.#queries.run(kept, options);
  }

  runResult(id: string): JsonText | null {
    return this.#ask(id, (kept) => this.#queries.resultText(kept));
  }

  call(id: string, node: number): JsonText | null {
    return this.#ask(id, (kept) =>
      hasNode(kept.run, node) ? this.#queries.callText(kept, node) : null,
    );
  }

  ownCall(id: string, node: number): OwnCall | null {
    return this.#ask(id, (kept) =>
      hasNode(kept.run, node) ? this.#queries.ownCall(kept, node) : null,
    );
  }

  nodes(id: string, query: Rpc.NodesQuery): Rpc.NodesReply | null {
    return this.#ask(id, (kept) => {
      const { items, next } = this.#queries.nodes(kept, query);

      return { nodes: items, next_cursor: next === null ? null : String(next) };
    });
  }

  graph(id: string, from: number, limit: number): Rpc.GraphView | null {
    return this.#ask(id, (kept) => this.#queries.graph(kept, from, limit));
  }

  times(id: string, query: Rpc.TimesQuery): TimesView | null {
    return this.#ask(id, (kept) => this.#queries.times(kept, query));
  }

  logs(id: string, query: Rpc.LogsQuery): Rpc.LogsView | null {
    return this.#ask(id, (kept) => this.#queries.logs(kept, query));
  }

  async results(
    taskIds: readonly string[],
    waitSeconds: number,
  ): Promise<readonly (TaskMeta | null)[]> {
    const found = taskIds.map((taskId) => {
      const { run, node } = parseTaskId(taskId) ?? { run: taskId, node: null };

      return { kept: this.#shard.find(run), node };
    });
    const known = found.flatMap(({ kept, node }) => (kept === undefined ? [] : [{ kept, node }]));

    await this.#waiters.until(
      known.map(({ kept }) => kept),
      () => known.every(({ kept: { run }, node }) => isOver(run, node)),
      waitSeconds,
    );

    let bytesLeft = MAX_ANSWER_BYTES;

    return found.map(({ kept, node }) => {
      const answer = kept === undefined ? null : this.#queries.result(kept, node, bytesLeft);

      bytesLeft -= answer?.bytes ?? 0;

      return answer?.meta ?? null;
    });
  }

  list(query: Rpc.ListQuery): Rpc.ListReply {
    return listRuns(this.#shard, query);
  }

  #ask<Answer>(id: string, question: (kept: KeptRun) => Answer): Answer | null {
    const kept = this.#shard.find(id);

    return kept === undefined ? null : question(kept);
  }
}

/** Without a node, the run as a whole; what the run does not have is over. */
function isOver(run: KeptRun["run"], node: number | null): boolean {
  return node === null ? isRunFinal(run) : !hasNode(run, node) || isFinal(nodeAt(run, node).status);
}
