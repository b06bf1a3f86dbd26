/** What a claim asks, and what its grants mean for each job. */
import type { JsonText } from "../../shared/canvas/json.ts";
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

export function claimRequest(jobs: readonly Job[]): ClaimRequest {
  return { v: RPC_VERSION, items: jobs.map(claimItem) };
}

function claimItem({ delivery, message }: Job): ClaimItem {
  return {
    run: message.run,
    node: message.node,
    attempt: message.attempt,
    wantsCall: message.call === null,
    messageId: delivery.id,
    deliveries: delivery.attempts,
  };
}

export function sortGrants(jobs: readonly Job[], { grants }: ClaimReply): Claimed {
  if (grants.length !== jobs.length) {
    throw new RangeError(
      `Claimed ${jobs.length} tasks; the result backend answered for ${grants.length}.`,
    );
  }

  const pairs = jobs.map((job, index) => ({ job, grant: grants[index] }));

  return {
    granted: pairs.flatMap(({ job, grant }) =>
      grant?.kind === "run" ? [grantedJob(job, grant)] : [],
    ),
    skipped: pairs.flatMap(({ job, grant }) => (grant?.kind === "run" ? [] : [job])),
  };
}

function grantedJob(
  job: Job,
  { taskId, retries, limits, call }: Grant & { readonly kind: "run" },
): GrantedJob {
  return { job, taskId, retries, limits, call: job.message.call ?? call };
}
