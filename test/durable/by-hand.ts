/** Runs whose tasks no consumer gets: their queue does not exist, so a test claims and reports them itself. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { type Grant, RPC_VERSION, type ResultBackendRpc } from "../../shared/wire/rpc.ts";
import { backendName, callBackend } from "../../worker/backend.ts";
import { isPlan, parseCall, planOf, runTask } from "../support/model-run.ts";

const BY_HAND = "by-hand";

/** A shard, and how to drop its object from memory, as the platform does when it is idle, or at a deploy. */
export class Backend {
  static #shards = 0;
  readonly shard: number;

  /** One of its own for each test. */
  constructor() {
    Backend.#shards += 1;
    this.shard = Backend.#shards;
  }

  ask<Reply>(call: (rpc: ResultBackendRpc) => Promise<Reply>): Promise<Reply> {
    return callBackend(env, this.shard, call);
  }

  evict(): Promise<void> {
    return evictDurableObject(env.RESULT_BACKEND.getByName(backendName(this.shard)));
  }
}

export function planByHand(canvas: unknown): Plan {
  const plan = planOf(canvas);

  if (!isPlan(plan)) {
    throw new TypeError(`The canvas was refused: ${plan.join("; ")}`);
  }

  const nodes = plan.nodes.map((node) =>
    Object.assign({}, node, { options: { ...node.options, queue: BY_HAND } }),
  );

  return { ...plan, nodes };
}

export async function submit(backend: Backend, plan: Plan): Promise<string> {
  const id = makeRunId(Date.now(), backend.shard, crypto.getRandomValues(new Uint8Array(8)));

  await backend.ask((rpc) =>
    rpc.submit({ v: RPC_VERSION, runs: [{ id, name: null, planParts: encodePlan(plan) }] }),
  );

  return id;
}

export async function claim(
  backend: Backend,
  run: string,
  node: number,
  message = `m${node}`,
): Promise<Grant> {
  const item = { run, node, attempt: 1, wantsCall: true, messageId: message, deliveries: 1 };
  const { grants } = await backend.ask((rpc) =>
    rpc.claim({ v: RPC_VERSION, claimId: message, isAlone: true, items: [item] }),
  );
  const [grant] = grants;

  if (grant === undefined) {
    throw new RangeError("A claim of one task has one answer.");
  }

  return grant;
}

/** A node as it was claimed. */
export interface Claimed {
  readonly run: string;
  readonly node: number;
  readonly task: string;
  readonly call: string;
}

/** Reports what the model makes of it; how many reports counted. */
export async function report(
  backend: Backend,
  { run, node, task, call }: Claimed,
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
  const { accepted } = await backend.ask((rpc) => rpc.report({ v: RPC_VERSION, items: [item] }));

  return accepted;
}

export function signature(
  task: string,
  args: readonly JsonValue[] = [],
): { readonly [key: string]: JsonValue } {
  return { task, args, kwargs: {}, options: {}, subtask_type: null, immutable: false };
}
