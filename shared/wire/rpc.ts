/**
 * What the Worker and a `ResultBackend` object say to each other. For some minutes after a deploy old and new code talk to one another: the
 * payloads of submit, claim and report say by `v` which shape they have, and until there is a second one nobody has to look.
 * Every call may be repeated: a broken RPC is simply tried again with a fresh stub.
 */
import type { JsonText } from "../canvas/json.ts";
import type { Holder, Lease } from "../engine/leases.ts";
import type { Outcome } from "../engine/outcome.ts";
import type { OwnCall } from "./calls.ts";
import type { DeadLettersRpc } from "./dead-letters.ts";
import type { LimitedBackendRpc } from "./gate.ts";
import type { TaskMessage } from "./message.ts";
import type { AskedRetry, RetryReply } from "./retry.ts";
import type { NodeView, RunSummary, RunView, TaskMeta, TimesView } from "./views.ts";

export const RPC_VERSION = 1;

/** One run to store. Idempotent by `id`: a second submit of the same id changes nothing. */
export interface SubmitRun {
  readonly id: string;
  readonly name: string | null;
  /** The compiled plan as JSON texts (see `shared/engine/plan-parts.ts`), each a row: stored as they come. */
  readonly planParts: readonly JsonText[];
  /** Of what was asked for, where the plan has a name it is found by: the same name with another digest is refused. */
  readonly digest?: string;
}

export interface SubmitRequest {
  readonly v: typeof RPC_VERSION;
  readonly runs: readonly SubmitRun[];
}

/** A name of a submitted run that belongs to a run of another body. */
export interface TakenName {
  /** Which of the submitted runs it is. */
  readonly index: number;
  readonly runId: string;
}

/** All of it is stored, or, where a name is taken, nothing. */
export type SubmitReply =
  | {
      readonly kind: "stored";
      /** One per run, in order: what was there before under its id or its name, as it is, else the new one. */
      readonly runs: readonly {
        readonly runId: string;
        readonly created: boolean;
        readonly state: string;
      }[];
    }
  | { readonly kind: "taken"; readonly taken: readonly TakenName[] };

export interface ClaimItem extends Pick<TaskMessage, "run" | "node" | "attempt" | "released"> {
  /** True: the message did not carry the call, send it with the grant. */
  readonly wantsCall: boolean;
  /** Cloudflare's message id and its delivery count: together they prove that an earlier consumer died. */
  readonly messageId: string;
  readonly deliveries: number;
}

export interface ClaimRequest {
  readonly v: typeof RPC_VERSION;
  /** Of this claim alone, and the same when its RPC is tried again. */
  readonly claimId: string;
  /** Nothing else runs in this consumer: what lost its worker before runs only so. */
  readonly isAlone: boolean;
  readonly items: readonly ClaimItem[];
}

/**
 * - `run`: it is yours; `call` is the JSON text `[args, kwargs]` when it was wanted and fits into the answer, else `call()` fetches it.
 * - `skip`: acknowledge and forget (final, revoked, stale, unknown, leased to somebody else, or on its way to run alone).
 */
export type Grant =
  | {
      readonly kind: "run";
      readonly taskId: string;
      /** What the call said of its execution; the task's own options count where it said nothing. */
      readonly limits: CallLimits;
      readonly call: JsonText | null;
      readonly retries: number;
      /** By the backend's clock. */
      readonly startedAt: number;
      /** Its worker died before: it stays alone. */
      readonly staysAlone: boolean;
    }
  | { readonly kind: "skip"; readonly why: "unknown" | "final" | "stale" | "leased" | "alone" };

export interface CallLimits {
  readonly softTimeLimit?: number;
  readonly timeLimit?: number;
  readonly maxRetries?: number | null;
}

export interface ClaimReply {
  /** One per item, in order. */
  readonly grants: readonly Grant[];
}

/** A lease, whole: after a restart the backend may learn of it only from here. */
export interface RenewItem extends Holder {
  readonly run: string;
  readonly node: number;
  readonly attempt: number;
  /** What the task says of how far it is, once it does. */
  readonly progress?: NonNullable<Lease["progress"]>;
}

export interface RenewRequest {
  readonly v: typeof RPC_VERSION;
  readonly items: readonly RenewItem[];
}

/**
 * - `renewed`: go on.
 * - `held`: somebody else holds the lease; whoever reports first counts.
 * - `revoked`: it may go on, its outcome is dropped.
 * - `terminated`: it was revoked and is to stop.
 * - `over`: another execution was recorded, or nobody knows it any more: what it still does is for nothing.
 */
export type LeaseState = "renewed" | "held" | "revoked" | "terminated" | "over";

export interface RenewReply {
  /** One per item, in order. */
  readonly states: readonly LeaseState[];
}

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly message: string;
}

export interface ReportItem {
  readonly run: string;
  readonly node: number;
  readonly attempt: number;
  readonly startedAt: number;
  readonly outcome: Outcome;
  /** Log lines the task wrote (at most 100 of 1,000 characters; the consumer cuts). */
  readonly logs: readonly LogLine[];
}

export interface ReportRequest {
  readonly v: typeof RPC_VERSION;
  readonly items: readonly ReportItem[];
}

export interface ReportReply {
  /** How many were recorded; the others were stale or already final. */
  readonly accepted: number;
}

export interface NodesQuery {
  readonly state: string | null;
  /** Only members of this group. */
  readonly group: string | null;
  /** Node index to start from. */
  readonly from: number;
  readonly limit: number;
}

export interface NodesReply {
  readonly nodes: readonly NodeView[];
  readonly next_cursor: string | null;
}

export interface ListQuery {
  readonly kind: "canvas" | "task" | "all";
  readonly state: string | null;
  readonly name: string | null;
  readonly q: string | null;
  /** Runs strictly older than this run id; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

export interface ListedRun {
  /** Under which it is stored, whatever id was chosen for it: lists are in this order. */
  readonly id: string;
  readonly summary: RunSummary;
}

export interface ListReply {
  readonly runs: readonly ListedRun[];
  /** The id of the oldest record looked at; null: everything was seen. */
  readonly scannedTo: string | null;
}

export interface GraphView {
  readonly nodes: readonly {
    readonly task_id: string;
    readonly name: string;
    /** What this node waits for: task ids, or the `group_id` of the header it is the body of. */
    readonly after: readonly string[];
    /** Why it runs: a step of the canvas, a link (on success) or an errback (on failure). */
    readonly role: "step" | "link" | "errback";
    /** It only waits for them: their results are not passed. */
    readonly immutable: boolean;
    readonly group_id: string | null;
  }[];
  readonly next_cursor: string | null;
}

export interface TimesQuery {
  /** Only members of this group. */
  readonly group: string | null;
  /** Node index to start from. */
  readonly from: number;
  readonly limit: number;
}

export interface LogsQuery {
  /** Only what this node wrote. */
  readonly node: number | null;
  /** Pack to start from. */
  readonly from: number;
  readonly limit: number;
}

export interface LogsView {
  readonly logs: readonly {
    readonly task_id: string;
    readonly at: string;
    readonly message: string;
  }[];
  readonly next_cursor: string | null;
}

/** `running`: only a final run is removed. `part`: the node is one of several. */
export type RemoveReply = "removed" | "running" | "part" | "unknown";

/** How far a pass over what may have expired has come: past the runs up to this id (null: past all), and the lone tasks up to this row. */
export interface ExpiryPlace {
  readonly run: string | null;
  readonly bucket: number;
  readonly part: number;
}

export interface ExpireReply {
  /** Canvases that were removed, with all their tasks. */
  readonly runs: number;
  /** Lone tasks that were removed. */
  readonly tasks: number;
  /** Where the next call goes on; null: everything was looked at. */
  readonly next: ExpiryPlace | null;
}

/** The RPC surface of a `ResultBackend` shard. `null` answers mean: no such id here. */
export interface ResultBackendRpc extends DeadLettersRpc, LimitedBackendRpc {
  submit(request: SubmitRequest): Promise<SubmitReply>;
  /** Which names of what would be submitted belong to others. */
  taken(request: SubmitRequest): Promise<readonly TakenName[]>;
  claim(request: ClaimRequest): Promise<ClaimReply>;
  /** The call of one claimed node as `[args, kwargs]`, for what did not fit into the claim's answer. */
  call(run: string, node: number): Promise<JsonText | null>;
  report(request: ReportRequest): Promise<ReportReply>;
  /** Holds on to the leases of what runs. */
  renew(request: RenewRequest): Promise<RenewReply>;
  /** Waits up to `waitSeconds` for the run to be final. */
  run(
    id: string,
    options: { readonly nodes: boolean; readonly waitSeconds: number },
  ): Promise<RunView | null>;
  /** The result of a run as JSON text, also when it is too large for its view. */
  runResult(id: string): Promise<JsonText | null>;
  nodes(id: string, query: NodesQuery): Promise<NodesReply | null>;
  graph(id: string, from: number, limit: number): Promise<GraphView | null>;
  times(id: string, query: TimesQuery): Promise<TimesView | null>;
  logs(id: string, query: LogsQuery): Promise<LogsView | null>;
  /** One per task id, in order. Waits up to `waitSeconds` for all to be final. */
  results(taskIds: readonly string[], waitSeconds: number): Promise<readonly (TaskMeta | null)[]>;
  list(query: ListQuery): Promise<ListReply>;
  retry(run: string, asked: AskedRetry): Promise<RetryReply>;
  ownCall(run: string, node: number): Promise<OwnCall | null>;
  /** Revokes a whole run (`node` null) or one node; `terminate` stops what runs of it. */
  revoke(run: string, node: number | null, terminate: boolean): Promise<boolean>;
  /** Removes a whole run, by its own id (`node` null) or by that of its only node. */
  remove(run: string, node: number | null): Promise<RemoveReply>;
  /** Sets the alarm again if it got lost. */
  watch(): Promise<void>;
  /** Removes some of what has expired, from a place on (null: from the oldest). */
  expire(from: ExpiryPlace | null): Promise<ExpireReply>;
}
