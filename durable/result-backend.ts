/**
 * Where runs and their results live: one object per shard.
 *
 * A shell. Each method asks the shard (decide, one log row, apply); what follows goes to the outbox (what is ready leaves for its queue), to
 * the watchers and to the waiters. The alarm is the caretaker's.
 *
 * On failure: a method that throws has stored nothing, so callers repeat it. When memory and disk may differ the object ends itself.
 */
import { hasNode } from "../shared/engine/run.ts";
import { PING, PONG } from "../shared/wire/frames.ts";
import type { AskedRetry, RetryReply } from "../shared/wire/retry.ts";
import type * as Rpc from "../shared/wire/rpc.ts";
import { Alarm } from "./alarm.ts";
import { Caretaker } from "./caretaker.ts";
import { claim } from "./claims.ts";
import { failed } from "./failed.ts";
import { Gates } from "./gates.ts";
import { type KeptRun, readyNodes } from "./kept-run.ts";
import { Known } from "./known-limits.ts";
import { later } from "./later.ts";
import { LimitedBackend } from "./limited-backend.ts";
import { LostTasks } from "./lost-tasks.ts";
import { type LostWorkerPorts, LostWorkers } from "./lost-workers.ts";
import { type Meter, chargeMessages, metered } from "./meter.ts";
import { ObjectSql } from "./object-sql.ts";
import { Outbox } from "./outbox.ts";
import { Queries } from "./queries.ts";
import { Queues } from "./queues.ts";
import { Reader } from "./reader.ts";
import { remove } from "./remove.ts";
import { type RenewalPorts, renew } from "./renewals.ts";
import { Replays } from "./replays.ts";
import { expiresMs } from "./retention.ts";
import { audienceOf, socketTag } from "./run-sockets.ts";
import { Shard } from "./shard.ts";
import { Waiters } from "./waiters.ts";
import { Watchers } from "./watchers.ts";

export class ResultBackend extends LimitedBackend implements Rpc.ResultBackendRpc {
  readonly #sql: ObjectSql;
  readonly #shard: Shard;
  readonly #queries: Queries;
  protected override readonly reader: Reader;
  protected override readonly replays: Replays;
  readonly #outbox: Outbox;
  protected override readonly gates: Gates;
  readonly #watchers: Watchers;
  readonly #waiters = new Waiters();
  readonly #caretaker: Caretaker;
  readonly #alarm: Alarm;
  #lastNow = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const now = (): number => this.#now();
    const queues = new Queues(env);

    this.#sql = new ObjectSql(ctx.storage);
    this.#alarm = new Alarm(ctx.storage, now);
    this.#outbox = this.#newOutbox(queues);
    this.#shard = new Shard(this.#sql, {
      now,
      ...expiresMs(env),
      ready: (kept, nodes) => this.#becameReady(kept, nodes),
      changed: (kept, nodes) => this.#changed(kept, nodes),
      left: (kept, executions) => this.gates.left(kept, executions),
      failed,
      abort: (error) => this.#abort(error),
    });
    this.gates = new Gates({
      known: new Known(this.#sql),
      gate: (queue) => env.QUEUE_GATE.getByName(queue),
      shard: () => this.#shard,
      sent: (kept, nodes) => this.#sent(kept, nodes),
      gated: () => this.#caretaker.askGates(),
      now,
      callText: (kept, node) => this.#queries.callText(kept, node),
      later,
      failed,
    });
    this.#lastNow = this.#shard.recordedAt;
    this.#queries = new Queries(this.#shard.archive.packs);
    this.reader = new Reader(this.#shard, this.#queries, this.#waiters);
    this.replays = new Replays(this.#shard, (runIds, work) => this.#metered(runIds, work));
    this.#watchers = new Watchers({
      queries: this.#queries,
      seq: () => this.#shard.seq,
      now,
      audience: (runId) => audienceOf(ctx, runId),
      later,
    });
    this.#caretaker = new Caretaker({
      shard: this.#shard,
      expiries: [this.#shard.expiry, this.#shard.deadLetters],
      lostTasks: new LostTasks({
        ...this.#deliveryPorts(),
        backlog: (queue) => queues.backlog(queue),
        now,
      }),
      lostWorkers: new LostWorkers({ ...this.#deliveryPorts(), now }),
      gatedTasks: this.gates.tasks,
      alarm: this.#alarm,
      now,
      later,
    });

    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.load();
      this.#caretaker.watch();
    });
    this.#sendReady();
  }

  async submit({ runs }: Rpc.SubmitRequest): Promise<Rpc.SubmitReply> {
    const submitted = this.#metered(
      runs.map(({ id }) => id),
      () => this.#shard.submit(runs),
    );

    return this.reader.submitted(submitted);
  }

  async claim(request: Rpc.ClaimRequest): Promise<Rpc.ClaimReply> {
    const { grants, leased } = this.#metered(
      request.items.map(({ run }) => run),
      () => {
        this.gates.released(request.items);

        return claim(request, {
          ...this.#deliveryPorts(),
          queries: this.#queries,
          now: this.#now(),
        });
      },
    );

    for (const [kept, nodes] of leased) {
      this.reader.traffic.taken(kept, nodes, this.#now());
      this.#changed(kept, nodes);
    }

    return { grants };
  }

  async renew({ items }: Rpc.RenewRequest): Promise<Rpc.RenewReply> {
    const { reply, progressed } = this.#metered(
      items.map(({ run }) => run),
      () => renew(items, { ...this.#deliveryPorts(), now: this.#now() }),
    );

    for (const [kept, nodes] of progressed) {
      this.#changed(kept, nodes);
    }

    return reply;
  }

  async report({ items }: Rpc.ReportRequest): Promise<Rpc.ReportReply> {
    const accepted = this.#metered(
      items.map(({ run }) => run),
      () => this.#shard.report(items),
    );

    return { accepted };
  }

  async revoke(id: string, node: number | null, terminate: boolean): Promise<boolean> {
    const kept = this.#shard.find(id);

    if (kept === undefined || (node !== null && !hasNode(kept.run, node))) {
      return false;
    }

    this.#metered([id], () => this.#shard.revoke(kept, node, terminate));

    return true;
  }

  async retry(id: string, asked: AskedRetry): Promise<RetryReply> {
    const { node } = asked;
    const kept = this.#shard.find(id);

    if (kept === undefined || (node !== null && !hasNode(kept.run, node))) {
      return "unknown";
    }

    return this.#metered([id], () => this.#shard.retry(kept, asked));
  }

  async remove(id: string, node: number | null): Promise<Rpc.RemoveReply> {
    return remove(this.#shard, id, node);
  }

  async watch(): Promise<void> {
    this.#caretaker.watch();
  }

  async expire(from: Rpc.ExpiryPlace | null): Promise<Rpc.ExpireReply> {
    return this.#shard.expire(from);
  }

  /** `/runs/<id>/events?since=SEQ&cells=changes`: the live frames of a run. */
  override async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const kept = this.#shard.find(pathname.split("/")[2] ?? "");

    if (kept === undefined) {
      return new Response(null, { status: 404 });
    }

    const { 0: client, 1: server } = new WebSocketPair();
    const since = searchParams.get("since");

    this.ctx.acceptWebSocket(server, [socketTag(kept.run.id, searchParams)]);
    this.#watchers.welcome(server, kept, since === null ? null : Number(since));

    return new Response(null, { status: 101, webSocket: client });
  }

  override async alarm(): Promise<void> {
    await this.#caretaker.tick();
  }

  /** One request: what it costs is charged to these runs, and what it changed is looked after by the alarm. */
  #metered<Result>(runIds: readonly string[], work: () => Result): Result {
    const result = metered(this.#sql, () => this.#metersOf(runIds), work);

    this.#caretaker.armDue();

    if (this.#shard.behindSince !== undefined) {
      this.#caretaker.lookSoon();
    }

    return result;
  }

  #newOutbox(queues: Queues): Outbox {
    return new Outbox({
      send: (queue, messages) => queues.send(queue, messages),
      sent: (kept, nodes) => this.#sent(kept, nodes),
      isGated: (kept, node, queue) => this.gates.isGated(kept, node, queue),
      admit: (queue, batch) => this.gates.admit(queue, batch),
      gated: (kept, nodes) => this.gates.gated(kept, nodes),
      callText: (kept, node) => this.#queries.callText(kept, node),
      later,
      failed,
    });
  }

  #deliveryPorts(): Pick<LostWorkerPorts, "runs" | "record"> & Pick<RenewalPorts, "find"> {
    return {
      runs: () => this.#shard.runs,
      find: (id) => this.#shard.find(id),
      record: (decisions) => this.#shard.record(decisions),
    };
  }

  #metersOf(runIds: readonly string[]): Meter[] {
    return runIds.flatMap((id) => this.#shard.find(id)?.meter ?? []);
  }

  #changed(kept: KeptRun, nodes: ReadonlySet<number>): void {
    this.#watchers.changed(kept, nodes);
    this.#waiters.changed(kept);
  }

  #becameReady(kept: KeptRun, nodes: readonly number[]): void {
    this.reader.traffic.arrived(kept, nodes, this.#now());
    this.#outbox.add(kept, nodes);
  }

  #sent(kept: KeptRun, nodes: readonly number[]): void {
    chargeMessages(kept.meter, nodes.length);
    this.#shard.sent(kept, nodes);
    this.#caretaker.lookSoon();
  }

  /** After a load: what is ready and not known as sent goes out again; a claim absorbs the duplicate. */
  #sendReady(): void {
    for (const kept of this.#shard.runs) {
      this.#outbox.add(kept, readyNodes(kept));
    }
  }

  #now(): number {
    this.#lastNow = Math.max(Date.now(), this.#lastNow);

    return this.#lastNow;
  }

  #abort(error: unknown): never {
    failed("Memory and disk differ: the object starts again from disk", error);
    this.ctx.abort(String(error));
    throw error;
  }
}
