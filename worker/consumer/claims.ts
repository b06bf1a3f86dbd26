/** What a claim asks, and what its grants mean for each job. */
import type { JsonText } from "../../shared/canvas/json.ts";
import type { Holder } from "../../shared/engine/leases.ts";
import {
  type CallLimits,
  type ClaimItem,
  type ClaimReply,
  type ClaimRequest,
  type Grant,
  RPC_VERSION,
} from "../../shared/wire/rpc.ts";
import type { Job } from "./delivery.ts";

export interface GrantedJob {
  readonly job: Job;
  readonly holder: Holder;
  /** It lost its worker before: nobody else may suffer from it. */
  readonly staysAlone: boolean;
  readonly taskId: string;
  readonly retries: number;
  readonly limits: CallLimits;
  /** The call as JSON text; null: it must be fetched. */
  readonly call: JsonText | null;
}

export interface Claimed {
  readonly granted: readonly GrantedJob[];
  /** Not to be run: done, revoked, stale, or with somebody else. */
  readonly skipped: readonly Job[];
}

/** Who claims: an id of this claim alone, and whether anything else runs in this consumer. */
export type Claimant = Pick<ClaimRequest, "claimId" | "isAlone">;

export function claimRequest(jobs: readonly Job[], claimant: Claimant): ClaimRequest {
  return { v: RPC_VERSION, ...claimant, items: jobs.map(claimItem) };
}

function claimItem({ delivery, message }: Job): ClaimItem {
  return {
    run: message.run,
    node: message.node,
    attempt: message.attempt,
    wantsCall: message.call === null,
    messageId: delivery.id,
    deliveries: delivery.attempts,
    ...(message.released !== undefined && { released: message.released }),
  };
}

export function sortGrants(
  jobs: readonly Job[],
  { grants }: ClaimReply,
  { claimId }: Claimant,
): Claimed {
  if (grants.length !== jobs.length) {
    throw new RangeError(
      `Claimed ${jobs.length} tasks; the result backend answered for ${grants.length}.`,
    );
  }

  const pairs = jobs.map((job, index) => ({ job, grant: grants[index] }));

  return {
    granted: pairs.flatMap(({ job, grant }) =>
      grant?.kind === "run" ? [grantedJob(job, grant, claimId)] : [],
    ),
    skipped: pairs.flatMap(({ job, grant }) => (grant?.kind === "run" ? [] : [job])),
  };
}

function grantedJob(
  job: Job,
  { kind: _kind, startedAt, call, ...grant }: Grant & { readonly kind: "run" },
  claimId: string,
): GrantedJob {
  const { id: messageId, attempts: deliveries } = job.delivery;

  return {
    job,
    ...grant,
    call: job.message.call ?? call,
    holder: { claimId, messageId, deliveries, startedAt },
  };
}
