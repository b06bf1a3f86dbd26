/**
 * Where runs and their results live: one object per shard.
 *
 * A shell. Each method asks the shard (decide, one log row, apply); what follows goes to the outbox (what is ready leaves for its queue), to
 * the watchers and to the waiters. The alarm is the one clock: it writes a checkpoint when the object falls quiet and looks for lost messages.
 *
 * On failure: a method that throws has stored nothing, so callers repeat it. When memory and disk may differ the object ends itself.
 */
import { DurableObject } from "cloudflare:workers";

import type { JsonText } from "../shared/canvas/json.ts";
import { parseTaskId } from "../shared/engine/ids.ts";
import { isFinal, isRunFinal, nodeAt } from "../shared/engine/run.ts";
import { PING, PONG } from "../shared/wire/frames.ts";
import { bindingOf } from "../shared/wire/queue-names.ts";
import type * as Rpc from "../shared/wire/rpc.ts";
import type { RunView, TaskMeta } from "../shared/wire/views.ts";
import { Alarm } from "./alarm.ts";
import { claim } from "./claims.ts";
import type { KeptRun } from "./kept-run.ts";
import { listRuns } from "./listing.ts";
import { LostTasks } from "./lost-tasks.ts";
import { chargeMessages, metered } from "./meter.ts";
import { Outbox } from "./outbox.ts";
import { Queries } from "./queries.ts";
import { Shard } from "./shard.ts";
import { ObjectSql } from "./sql.ts";
import { Waiters } from "./waiters.ts";
import { Watchers } from "./watchers.ts";

/** A checkpoint is written after so long without a change. */
const QUIET_MS = 30_000;

export class ResultBackend extends DurableObject<Env> implements Rpc.ResultBackendRpc {
  readonly #sql: ObjectSql;
  readonly #shard: Shard;
  readonly #queries: Queries;
  readonly #outbox: Outbox;
  readonly #watchers: Watchers;
  readonly #waiters = new Waiters();
  readonly #lostTasks: LostTasks;
  readonly #alarm: Alarm;
  #lastNow = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const now = (): number => this.#now();
    const later = (work: () => unknown, ms: number): void => void setTimeout(work, ms);

    this.#sql = new ObjectSql(ctx.storage);
    this.#outbox = new Outbox({
      send: async (queue, messages) =>
        void (await this.#queue(queue).sendBatch(messages.map((body) => ({ body })))),
      sent: (kept, nodes) => this.#sent(kept, nodes),
      later,
    });
    this.#shard = new Shard(this.#sql, {
      now,
      ready: (kept, nodes) => this.#outbox.add(kept, nodes),
      changed: (kept, nodes) => this.#changed(kept, nodes),
      abort: (error) => this.#abort(error),
    });
    this.#queries = new Queries(this.#shard.packs);
    this.#watchers = new Watchers({
      queries: this.#queries,
      seq: () => this.#shard.seq,
      now,
      sockets: (runId) => ctx.getWebSockets(runId),
      later,
    });
    this.#lostTasks = new LostTasks({
      runs: () => this.#shard.runs,
      backlog: async (queue) => (await this.#queue(queue).metrics()).backlogCount,
      send: (kept, nodes) => this.#outbox.add(kept, nodes),
      now,
    });
    this.#alarm = new Alarm(ctx.storage);

    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    void ctx.blockConcurrencyWhile(() => this.#alarm.load());
    this.#sendReady();
  }

  async submit({ runs }: Rpc.SubmitRequest): Promise<Rpc.SubmitReply> {
    const submitted = metered(
      this.#sql,
      () => this.#metersOf(runs.map(({ id }) => id)),
      () => this.#shard.submit(runs),
    );

    this.#arm();

    return {
      runs: submitted.map(({ kept, created }) => ({
        id: kept.run.id,
        created,
        state: this.#queries.run(kept, { nodes: false }).state,
      })),
    };
  }

  async claim({ items }: Rpc.ClaimRequest): Promise<Rpc.ClaimReply> {
    const ports = {
      find: (id: string) => this.#shard.find(id),
      queries: this.#queries,
      now: this.#now(),
    };
    const { grants, leased } = metered(
      this.#sql,
      () => this.#metersOf(items.map(({ run }) => run)),
      () => claim(items, ports),
    );

    for (const [kept, nodes] of Map.groupBy(leased, (lease) => lease.kept)) {
      this.#changed(kept, new Set(nodes.map(({ node }) => node)));
    }

    return { grants };
  }

  async call(run: string, node: number): Promise<JsonText | null> {
    const kept = this.#shard.find(run);

    return kept === undefined || node >= kept.run.nodes.length
      ? null
      : this.#queries.callText(kept, node);
  }

  async report({ items }: Rpc.ReportRequest): Promise<Rpc.ReportReply> {
    const accepted = metered(
      this.#sql,
      () => this.#metersOf(items.map(({ run }) => run)),
      () => this.#shard.report(items),
    );

    this.#arm();

    return { accepted };
  }

  async run(
    id: string,
    options: { readonly nodes: boolean; readonly waitSeconds: number },
  ): Promise<RunView | null> {
    const kept = this.#shard.find(id);

    if (kept === undefined) {
      return null;
    }

    await this.#waiters.until([kept], () => isRunFinal(kept.run), options.waitSeconds);

    return this.#queries.run(kept, options);
  }

  async runResult(id: string): Promise<JsonText | null> {
    const kept = this.#shard.find(id);

    return kept === undefined ? null : this.#queries.resultText(kept);
  }

  async nodes(id: string, query: Rpc.NodesQuery): Promise<Rpc.NodesReply | null> {
    const kept = this.#shard.find(id);

    if (kept === undefined) {
      return null;
    }

    const { items, next } = this.#queries.nodes(kept, query);

    return { nodes: items, next_cursor: next === null ? null : String(next) };
  }

  async graph(id: string, from: number, limit: number): Promise<Rpc.GraphView | null> {
    const kept = this.#shard.find(id);

    return kept === undefined ? null : this.#queries.graph(kept, from, limit);
  }

  async logs(id: string, from: number, limit: number): Promise<Rpc.LogsView | null> {
    const kept = this.#shard.find(id);

    return kept === undefined ? null : this.#queries.logs(kept, from, limit);
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
    const isDone = (): boolean =>
      known.every(({ kept: { run }, node }) =>
        node === null ? isRunFinal(run) : isNodeFinal(run, node),
      );

    await this.#waiters.until(
      known.map(({ kept }) => kept),
      isDone,
      waitSeconds,
    );

    return found.map(({ kept, node }) =>
      kept === undefined ? null : this.#queries.result(kept, node),
    );
  }

  async list(query: Rpc.ListQuery): Promise<Rpc.ListReply> {
    this.#shard.sweep();

    return listRuns({ memory: this.#shard.runs, ...this.#shard.stored }, query);
  }

  async revoke(id: string, node: number | null): Promise<boolean> {
    const kept = this.#shard.find(id);

    if (kept === undefined || (node !== null && node >= kept.run.nodes.length)) {
      return false;
    }

    this.#shard.revoke(kept, node);
    this.#arm();

    return true;
  }

  async remove(id: string): Promise<"removed" | "running" | "unknown"> {
    const kept = this.#shard.find(id);

    if (kept === undefined) {
      return "unknown";
    }

    if (!isRunFinal(kept.run)) {
      return "running";
    }

    this.#shard.remove(kept);

    return "removed";
  }

  /** `/runs/<id>/events?since=SEQ`: the live frames of a run. */
  override async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const kept = this.#shard.find(url.pathname.split("/")[2] ?? "");

    if (kept === undefined) {
      return new Response(null, { status: 404 });
    }

    const { 0: client, 1: server } = new WebSocketPair();
    const since = url.searchParams.get("since");

    this.ctx.acceptWebSocket(server, [kept.run.id]);
    this.#watchers.welcome(server, kept, since === null ? null : Number(since));

    return new Response(null, { status: 101, webSocket: client });
  }

  /** Never throws: an alarm that fails six times is dropped by the platform. */
  override async alarm(): Promise<void> {
    this.#alarm.fired();

    try {
      await this.#lostTasks.look();

      if (this.#shard.isBehind && this.#now() - this.#shard.lastWriteAt >= QUIET_MS) {
        this.#shard.checkpoint();
      }

      this.#shard.sweep();
    } catch (error) {
      console.error("alarm", error);
    }

    this.#arm();
  }

  #arm(): void {
    const quietAt = this.#shard.isBehind ? this.#shard.lastWriteAt + QUIET_MS : undefined;
    const due = [this.#lostTasks.dueAt(), quietAt].filter((at) => at !== undefined);

    this.#alarm.arm(due.length === 0 ? undefined : Math.max(Math.min(...due), this.#now() + 1000));
  }

  #changed(kept: KeptRun, nodes: ReadonlySet<number>): void {
    this.#watchers.changed(kept, nodes);
    this.#waiters.changed(kept);
  }

  #sent(kept: KeptRun, nodes: readonly number[]): void {
    chargeMessages(kept.meter, nodes.length);
    this.#shard.sent(kept, nodes);
    this.#arm();
  }

  /** After a load: what is ready and not known as sent goes out again; a claim absorbs the duplicate. */
  #sendReady(): void {
    for (const kept of this.#shard.runs) {
      this.#outbox.add(
        kept,
        [...kept.run.nodes.keys()].filter((node) => nodeAt(kept.run, node).status === "READY"),
      );
    }
  }

  #metersOf(runIds: readonly string[]): KeptRun["meter"][] {
    return runIds.flatMap((id) => this.#shard.find(id)?.meter ?? []);
  }

  #queue(name: string): Queue {
    const queue: unknown = Reflect.get(this.env, bindingOf(name));

    if (!isQueue(queue)) {
      throw new TypeError(
        `Queue "${name}" has no producer binding ${bindingOf(name)} in wrangler.toml.`,
      );
    }

    return queue;
  }

  #now(): number {
    this.#lastNow = Math.max(Date.now(), this.#lastNow);

    return this.#lastNow;
  }

  #abort(error: unknown): never {
    console.error("memory and disk differ: the object starts again from disk", error);
    this.ctx.abort(String(error));
    throw error;
  }
}

function isQueue(binding: unknown): binding is Queue {
  return typeof binding === "object" && binding !== null && "sendBatch" in binding;
}

function isNodeFinal(run: KeptRun["run"], node: number): boolean {
  return node >= run.nodes.length || isFinal(nodeAt(run, node).status);
}
