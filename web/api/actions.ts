/** What can be done about runs and tasks. The server answers at once; what comes of it is told by frames. */
import { z } from "zod";

import type { JsonValue } from "../../shared/canvas/json.ts";
import { command, request } from "./client.ts";
import { runApiPath } from "./runs.ts";

const warned = z.object({ warnings: z.array(z.string()).default([]) });

interface Revocation {
  /** What runs already is told to stop. */
  readonly terminate: boolean;
}

/** Answers with what the server had to say about it. */
export async function revokeRun(
  runId: string,
  { terminate }: Revocation,
): Promise<readonly string[]> {
  return revoke(runApiPath(runId), terminate);
}

export async function revokeTask(
  taskId: string,
  { terminate }: Revocation,
): Promise<readonly string[]> {
  return revoke(taskApiPath(taskId), terminate);
}

async function revoke(path: string, terminate: boolean): Promise<readonly string[]> {
  const body = { terminate };

  return (await request(`${path}/revoke`, warned, { method: "POST", body })).warnings;
}

/** Runs again what did not succeed, or a task and all behind it. */
export function retryRun(runId: string, from: string): Promise<void> {
  return command(`${runApiPath(runId)}/retry`, { method: "POST", body: { from } });
}

/** What a task is called with, as Celery has it. */
export interface Call {
  readonly args: readonly JsonValue[];
  readonly kwargs: Readonly<Record<string, JsonValue>>;
}

/** Runs a task and all behind it again, with other arguments. */
export function retryTask(taskId: string, call: Call): Promise<void> {
  return command(`${taskApiPath(taskId)}/retry`, { method: "POST", body: call });
}

function taskApiPath(taskId: string): string {
  return `/api/results/${encodeURIComponent(taskId)}`;
}
