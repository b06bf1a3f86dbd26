/**
 * `POST …/retry`, of runs and of tasks: runs again what is over, with other arguments where they are given. A request whose answer got
 * lost may be repeated: it is the same retry while that goes on, and with an idempotency key also when it is over.
 */
import { z } from "zod";

import type { JsonText } from "../../shared/canvas/json.ts";
import { type TaskAddress, parseTaskId, shardOf } from "../../shared/engine/ids.ts";
import { MAX_VALUE_BYTES } from "../../shared/engine/limits.ts";
import { utf8Bytes } from "../../shared/engine/values.ts";
import type { NewCall, OwnCall } from "../../shared/wire/calls.ts";
import { fields } from "../../shared/wire/fields.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import { callBackend } from "../backend.ts";
import { digestOf } from "../digest.ts";
import type { WorkerEnv } from "../env.ts";
import { catalogOf } from "../submit.ts";
import { ApiProblem, canvasProblem } from "./problem.ts";

/** Of a run: what did not succeed, or a task of it and all behind that. */
export const retryRunBody = fields({ from: z.string().default("failed") });

/** Of a task: what is given replaces the arguments it was called with. */
export const retryTaskBody = fields({
  args: z.array(jsonValue).optional(),
  kwargs: jsonObject.optional(),
});
type Edit = z.infer<typeof retryTaskBody>;

/** What is to be run again, and the idempotency key of the request, if it has one. */
interface Retry extends TaskAddress {
  readonly key: string | null;
}

export async function retryRun(
  env: WorkerEnv,
  run: string,
  { from, key }: z.infer<typeof retryRunBody> & Pick<Retry, "key">,
): Promise<void> {
  await retry(env, { run, node: nodeToRetry(run, from), key }, null);
}

/** A task and all behind it; by a canvas's own id what did not succeed of it. */
export async function retryTask(
  env: WorkerEnv,
  { run, node, key }: Retry,
  edit: Edit,
): Promise<void> {
  const own = await callBackend(env, shardOf(run), (backend) => backend.ownCall(run, node ?? 0));

  if (own === null) {
    throw unknownTask(run);
  }

  if (node !== null || own.lone) {
    return retry(env, { run, node: node ?? 0, key }, editedCall(env, own, edit));
  }

  if (edit.args !== undefined || edit.kwargs !== undefined) {
    throw new ApiProblem(
      "invalid-request",
      `${run} is a canvas: to run a task of it with other arguments, name the task.`,
    );
  }

  return retry(env, { run, node, key }, null);
}

/** The node of run `run` that `from` names; null for "failed". */
function nodeToRetry(run: string, from: string): number | null {
  if (from === "failed") {
    return null;
  }

  const address = parseTaskId(from);

  if (address?.run !== run) {
    const message = `Expected "failed" or the id of a task of run ${run}; got "${from.slice(0, 100)}".`;

    throw new ApiProblem("invalid-request", `from: ${message}`, [{ path: "from", message }]);
  }

  return address.node ?? 0;
}

/** null: it keeps its own. */
function editedCall(env: WorkerEnv, own: OwnCall, edit: Edit): NewCall | null {
  const { args = own.args, kwargs = own.kwargs } = edit;
  const isWhole = own.isWhole && edit.args === undefined;
  const leading = own.leading && !isWhole;

  if (edit.args === undefined && edit.kwargs === undefined) {
    return null;
  }

  const problems = catalogOf(env).problemsOf(own.task, { args, kwargs, leading });

  if (problems.length > 0) {
    throw canvasProblem(
      problems.map(({ path, message }) => ({ kind: "bad-arguments", path, message })),
    );
  }

  return { text: withinLimit(JSON.stringify([args, kwargs])), isWhole };
}

async function retry(
  env: WorkerEnv,
  { run, node, key }: Retry,
  call: NewCall | null,
): Promise<void> {
  // Made here and not at the backend: a call that is tried again is the same request.
  const asked = {
    node,
    call,
    request: key ?? crypto.randomUUID(),
    digest: await digestOf([node, call === null ? null : [call.text, call.isWhole]]),
  };

  switch (await callBackend(env, shardOf(run), (backend) => backend.retry(run, asked))) {
    case "retried":
      return;
    case "running":
      throw new ApiProblem(
        "not-final",
        `Run ${run} is still running, and not because of such a retry: wait for its end, or revoke it first.`,
      );
    case "nothing":
      throw new ApiProblem(
        "nothing-to-retry",
        `Every task of run ${run} succeeded. To run a part of it again, name the task to begin from: {"from": "<task id>"}.`,
      );
    case "reused":
      throw new ApiProblem(
        "key-reused",
        `The idempotency key "${key}" belongs to another retry of run ${run}: send what was asked for then, or another key.`,
      );
    case "unknown":
      throw unknownTask(run);
  }
}

function withinLimit(call: JsonText): JsonText {
  const bytes = utf8Bytes(call);

  if (bytes > MAX_VALUE_BYTES) {
    throw new ApiProblem(
      "too-large",
      `The arguments of one task may take ${MAX_VALUE_BYTES} bytes of JSON; these take ${bytes}. Store the data elsewhere and pass a reference.`,
    );
  }

  return call;
}

function unknownTask(id: string): ApiProblem {
  return new ApiProblem(
    "unknown-result",
    `There is no such task of run "${id}"; it may have expired.`,
  );
}
