/** What the scheduler is given: the entries of the code, and the way to the shards. */
import type { BeatPorts, FiringRequest } from "../../durable/beat-ports.ts";
import { shardOf } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import { RPC_VERSION } from "../../shared/wire/rpc.ts";
import { callBackend } from "../backend.ts";
import { beatSchedule } from "../beat-schedule.ts";
import type { WorkerEnv } from "../env.ts";
import { codeEntries } from "./code-entries.ts";
import { compileScheduled } from "./scheduled-call.ts";

export function beatPorts(env: WorkerEnv): BeatPorts {
  return {
    codeEntries: codeEntries(beatSchedule),
    submit: async (request) => submit(env, request),
    stateOf: async (runId) => stateOf(env, runId),
  };
}

async function submit(
  env: WorkerEnv,
  { runId, name, definition }: FiringRequest,
): Promise<string | null> {
  const compiled = compileScheduled(env, definition);

  if (!compiled.ok) {
    return compiled.problems.map(({ path, message }) => `${path}: ${message}`).join("; ");
  }

  const runs = [{ id: runId, name, planParts: encodePlan(compiled.plan) }];

  await callBackend(env, shardOf(runId), async (backend) =>
    backend.submit({ v: RPC_VERSION, runs }),
  );

  return null;
}

async function stateOf(env: WorkerEnv, runId: string): Promise<"unknown" | "running" | "final"> {
  const run = await callBackend(env, shardOf(runId), async (backend) =>
    backend.run(runId, { nodes: false, waitSeconds: 0 }),
  );

  if (run === null) {
    return "unknown";
  }

  return run.finished_at === null ? "running" : "final";
}
