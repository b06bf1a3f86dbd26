/**
 * Compiled plans -> stored runs. What has a name (a chosen id, an idempotency key) goes to the shard of that name, which answers a repeated
 * submit with the run it has; canvases go anywhere; lone tasks of this isolate stay on one shard for a while.
 */
import type { JsonValue } from "../shared/canvas/json.ts";
import { makeRunId, shardOf, shardOfName, taskIdOf } from "../shared/engine/ids.ts";
import { encodePlan } from "../shared/engine/plan-parts.ts";
import { type Plan, isGate } from "../shared/engine/plan.ts";
import {
  RPC_VERSION,
  type SubmitRequest,
  type SubmitRun,
  type TakenName,
} from "../shared/wire/rpc.ts";
import { callBackend } from "./backend.ts";
import { digestOf } from "./digest.ts";
import type { WorkerEnv } from "./env.ts";
import { type StickyShard, nextSticky, randomShard, shardCountOf } from "./shards.ts";

export interface Submission {
  readonly plan: Plan;
  readonly name: string | null;
  /** What was asked for: sent again under the same name it must be equal. */
  readonly asked: JsonValue;
}

export interface SubmittedRun {
  readonly runId: string;
  /** Whose result is the run's; of a list, the run itself. */
  readonly taskId: string;
  readonly state: string;
}

/** A name belongs to a run that was asked for with another body. */
export class NameTaken extends Error {
  override readonly name = "NameTaken";
  readonly kind: "task_id" | "idempotency_key";
  /** Which of the submissions has it. */
  readonly index: number;

  constructor({ chosenId, idempotencyKey }: Plan, runId: string, index: number) {
    super(
      chosenId === undefined
        ? `The idempotency key "${idempotencyKey}" belongs to run ${runId}, which was asked for with another body: send that body, or another key.`
        : `The id "${chosenId}" belongs to a run that was asked for with another body: send that body, or another id.`,
    );
    this.kind = chosenId === undefined ? "idempotency_key" : "task_id";
    this.index = index;
  }
}

/** A submission on its way to its shard. */
interface Placed {
  readonly index: number;
  readonly plan: Plan;
  readonly shard: number;
  readonly run: SubmitRun;
}

export async function submitPlan(env: WorkerEnv, submission: Submission): Promise<SubmittedRun> {
  const [submitted] = await submitPlans(env, [submission]);

  if (submitted === undefined) {
    throw new RangeError("A submitted plan becomes one run.");
  }

  return submitted;
}

/**
 * In order. Each shard stores all of its part or nothing. Where there are several, taken names are looked for on all of them before anything
 * is stored, and what could not be found again by its name is stored last: a submit that broke off may be repeated.
 */
export async function submitPlans(
  env: WorkerEnv,
  submissions: readonly Submission[],
): Promise<readonly SubmittedRun[]> {
  const placed = await place(env, submissions);
  const groups = [...Map.groupBy(placed, ({ shard }) => shard)];
  const waves = Map.groupBy(groups, ([, members]) => members.every(isNamed));

  if (groups.length > 1) {
    await Promise.all(groups.map(([shard, members]) => refuseTaken(env, shard, members)));
  }

  const submitted: (readonly [index: number, run: SubmittedRun])[] = [];

  for (const wave of [waves.get(true), waves.get(false)]) {
    const stored = (wave ?? []).map(([shard, members]) => store(env, shard, members));

    submitted.push(...(await Promise.all(stored)).flat());
  }

  return submitted.toSorted(([a], [b]) => a - b).map(([, run]) => run);
}

async function place(
  env: WorkerEnv,
  submissions: readonly Submission[],
): Promise<readonly Placed[]> {
  const key = submissions.at(-1)?.plan.idempotencyKey;
  const anyShard = key === undefined ? shardForUnnamed(env, submissions) : shardOfName(key);

  return Promise.all(
    submissions.map(async ({ plan, name, asked }, index) => {
      const shard = plan.chosenId === undefined ? anyShard : shardOf(plan.chosenId);
      const id = makeRunId(Date.now(), shard, crypto.getRandomValues(new Uint8Array(8)));
      const digest = isNamed({ plan }) ? await digestOf(asked) : undefined;
      const run = {
        id,
        name,
        planParts: encodePlan(plan),
        ...(digest !== undefined && { digest }),
      };

      return { index, plan, shard, run };
    }),
  );
}

async function refuseTaken(
  env: WorkerEnv,
  shard: number,
  members: readonly Placed[],
): Promise<void> {
  const named = members.filter(isNamed);

  if (named.length > 0) {
    refuse(named, await callBackend(env, shard, (backend) => backend.taken(requestOf(named))));
  }
}

async function store(
  env: WorkerEnv,
  shard: number,
  members: readonly Placed[],
): Promise<readonly (readonly [index: number, run: SubmittedRun])[]> {
  const reply = await callBackend(env, shard, (backend) => backend.submit(requestOf(members)));

  if (reply.kind === "taken") {
    refuse(members, reply.taken);

    return [];
  }

  return members.map(({ index, plan, run }, position) => {
    const { runId = run.id, state = "PENDING" } = reply.runs[position] ?? {};
    const taskId = isGate(plan.output) ? runId : taskIdOf({ publicId: runId, plan }, plan.output);

    return [index, { runId, taskId, state }];
  });
}

function requestOf(members: readonly Placed[]): SubmitRequest {
  return { v: RPC_VERSION, runs: members.map(({ run }) => run) };
}

function refuse(members: readonly Placed[], [first]: readonly TakenName[]): void {
  const member = first === undefined ? undefined : members[first.index];

  if (first !== undefined && member !== undefined) {
    throw new NameTaken(member.plan, first.runId, member.index);
  }
}

function isNamed({ plan }: Pick<Placed, "plan">): boolean {
  return plan.chosenId !== undefined || plan.idempotencyKey !== undefined;
}

/** Where this isolate sends its lone tasks for now. */
let sticky: StickyShard | null = null;

/** One for all of them: a batch takes as many turns as it has tasks. */
function shardForUnnamed(env: WorkerEnv, submissions: readonly Submission[]): number {
  const count = shardCountOf(env);

  if (submissions.every(({ plan }) => !plan.lone)) {
    return randomShard(count, Math.random());
  }

  const next = nextSticky(sticky, count, Date.now(), Math.random());

  sticky = { ...next, submitsLeft: next.submitsLeft - submissions.length + 1 };

  return next.shard;
}
