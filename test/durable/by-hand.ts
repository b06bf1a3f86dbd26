/** Runs whose tasks no consumer gets: their queue does not exist, so a test claims and reports them itself. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { type Grant, RPC_VERSION, type ResultBackendRpc } from "../../shared/wire/rpc.ts";
import { backendName, backendStub } from "../../worker/backend.ts";
import { isPlan, parseCall, planOf, runTask } from "../support/model-run.ts";

const BY_HAND = "by-hand";

export interface Backend {
  readonly rpc: ResultBackendRpc;
  /** Drops the object from memory, as the platform does when it is idle, or at a deploy. */
  readonly evict: () => Promise<void>;
}

let shards = 0;

/** A shard of its own for each test. */
export function freshBackend(): Backend {
  shards += 1;

  const shard = shards;
  const stub = env.RESULT_BACKEND.getByName(backendName(shard));

  return { rpc: backendStub(env, shard), evict: () => evictDurableObject(stub) };
}

export function planByHand(canvas: unknown): Plan {
  const plan = planOf(canvas);

  if (!isPlan(plan)) {
    throw new TypeError(`The canvas was refused: ${plan.join("; ")}`);
  }

  return {
    ...plan,
    nodes: plan.nodes.map((node) => ({ ...node, options: { ...node.options, queue: BY_HAND } })),
  };
}

export async function submit(backend: Backend, plan: Plan): Promise<string> {
  const id = makeRunId(Date.now(), 0, crypto.getRandomValues(new Uint8Array(8)));

  await backend.rpc.submit({
    v: RPC_VERSION,
    runs: [{ id, name: null, planParts: encodePlan(plan) }],
  });

  return id;
}

export async function claim(
  backend: Backend,
  run: string,
  node: number,
  message = `m${node}`,
): Promise<Grant> {
  const item = { run, node, attempt: 1, wantsCall: true, messageId: message, deliveries: 1 };
  const { grants } = await backend.rpc.claim({ v: RPC_VERSION, items: [item] });
  const [grant] = grants;

  if (grant === undefined) {
    throw new RangeError("A claim of one task has one answer.");
  }

  return grant;
}

/** What the model makes of the task; how many reports counted. */
export async function report(
  backend: Backend,
  run: string,
  node: number,
  task: string,
  call: string,
): Promise<number> {
  const [args, kwargs] = parseCall(call);
  const outcome = runTask(task, args, kwargs);
  const reported =
    outcome.kind === "success"
      ? { kind: "success" as const, value: JSON.stringify(outcome.value) }
      : {
          kind: "failure" as const,
          error: { type: "ValueError", message: "boom", traceback: null },
        };
  const item = { run, node, attempt: 1, startedAt: Date.now(), outcome: reported, logs: [] };
  const { accepted } = await backend.rpc.report({ v: RPC_VERSION, items: [item] });

  return accepted;
}

export function signature(
  task: string,
  args: readonly JsonValue[] = [],
): { readonly [key: string]: JsonValue } {
  return { task, args, kwargs: {}, options: {}, subtask_type: null, immutable: false };
}
