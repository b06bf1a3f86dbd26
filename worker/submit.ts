/** Canvas or plan -> a stored run. Everything that can be checked is checked before anything is stored. */
import { parseCanvas } from "../shared/canvas/parse.ts";
import type { TaskCatalog } from "../shared/engine/catalog.ts";
import { type Compiled, compileCanvas } from "../shared/engine/compile.ts";
import { makeRunId, taskIdOf } from "../shared/engine/ids.ts";
import { encodePlan } from "../shared/engine/plan-parts.ts";
import { type Plan, isGate } from "../shared/engine/plan.ts";
import { taskCatalog } from "../shared/task/catalog.ts";
import { RPC_VERSION } from "../shared/wire/rpc.ts";
import { callBackend } from "./backend.ts";
import type { WorkerEnv } from "./env.ts";
import { queueNames } from "./queues.ts";
import { tasks } from "./registry.ts";
import { type StickyShard, nextSticky, randomShard, shardCountOf } from "./shards.ts";

export interface SubmittedRun {
  readonly runId: string;
  /** Whose result is the run's; of a list, the run itself. */
  readonly taskId: string;
  readonly state: string;
}

export function catalogOf(env: WorkerEnv): TaskCatalog {
  return taskCatalog(tasks, queueNames(env));
}

/** `json` is Celery's signature JSON, or whatever somebody takes for it. */
export function compileJson(env: WorkerEnv, json: unknown): Compiled {
  const parsed = parseCanvas(json);

  return parsed.ok
    ? compileCanvas(parsed.canvas, catalogOf(env))
    : {
        ok: false,
        problems: parsed.errors.map(({ path, message }) => ({ kind: "bad-canvas", path, message })),
      };
}

export async function submitPlan(
  env: WorkerEnv,
  plan: Plan,
  name: string | null,
): Promise<SubmittedRun> {
  const shard = shardFor(plan, shardCountOf(env));
  const id = makeRunId(Date.now(), shard, crypto.getRandomValues(new Uint8Array(8)));
  const request = { v: RPC_VERSION, runs: [{ id, name, planParts: encodePlan(plan) }] } as const;
  const { runs } = await callBackend(env, shard, (backend) => backend.submit(request));

  return {
    runId: id,
    taskId: isGate(plan.output) ? id : taskIdOf(id, plan.output, plan.lone),
    state: runs[0]?.state ?? "PENDING",
  };
}

/** For tasks that submit canvases: the run id, or a TypeError that says what is wrong. */
export async function submitCanvas(env: WorkerEnv, json: unknown): Promise<string> {
  const compiled = compileJson(env, json);

  if (!compiled.ok) {
    throw new TypeError(
      compiled.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"),
    );
  }

  const { runId } = await submitPlan(env, compiled.plan, null);

  return runId;
}

/** Where this isolate sends its lone tasks for now. */
let sticky: StickyShard | null = null;

function shardFor({ lone }: Plan, count: number): number {
  if (!lone) {
    return randomShard(count, Math.random());
  }

  sticky = nextSticky(sticky, count, Date.now(), Math.random());

  return sticky.shard;
}
