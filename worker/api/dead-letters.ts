/** `/api/dead-letters`: tasks that nothing in the system will mend by itself: look at them, run them again, remove them. */
import { Hono } from "hono";
import { z } from "zod";

import type { JsonObject, JsonText, JsonValue } from "../../shared/canvas/json.ts";
import { type DeadHead, runOfDeadLetter } from "../../shared/engine/dead-letter.ts";
import { DEAD_REASONS } from "../../shared/engine/dead-reasons.ts";
import { shardOf } from "../../shared/engine/ids.ts";
import type { DeadLetterReply, DeadLetterView } from "../../shared/wire/dead-letters.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import { type BackendStub, callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { shardsOf } from "../shards.ts";
import { submitPlan } from "../submit-plans.ts";
import { compileJson } from "../submit.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { ApiProblem, canvasProblem, nothingToRemove } from "./problem.ts";
import { readQuery, wholeNumber } from "./query.ts";
import { pathInBody } from "./submit-body.ts";

const listQuery = z.object({
  task: z.string().optional(),
  queue: z.string().optional(),
  reason: z.enum(DEAD_REASONS, `expected one of ${DEAD_REASONS.join(", ")}`).optional(),
  cursor: z
    .string()
    .refine(
      (id) => runOfDeadLetter(id) !== undefined,
      "expected the next_cursor of an earlier answer",
    )
    .optional(),
  limit: wholeNumber(1, 200).default(50),
});

const replayBody = z.object({
  args: z.array(jsonValue).optional(),
  kwargs: jsonObject.optional(),
});

export const deadLetters = new Hono<ApiEnv>();

deadLetters.get("/", async (c) => {
  const {
    task = null,
    queue = null,
    reason = null,
    cursor = null,
    limit,
  } = readQuery(c.req.raw, listQuery);
  const query = { task, queue, reason, before: cursor, limit };
  const replies = await Promise.all(
    shardsOf(c.env).map((shard) =>
      callBackend(c.env, shard, (backend) => backend.deadLetters(query)),
    ),
  );
  const { letters, next } = merge(replies, limit);

  return c.json({ dead_letters: letters.map(viewOf), next_cursor: next });
});

deadLetters.get("/:id", async (c) => {
  const { head, args, kwargs } = await letterOf(c.env, c.req.param("id"));

  return c.json({ ...viewOf(head), args, kwargs });
});

/** As a run of its own. Replayed again it is the same run, as long as that is kept. */
deadLetters.post("/:id/replay", async (c) => {
  const id = c.req.param("id");
  const edited = await readBody(c.req.raw, replayBody);
  const { head, args, kwargs } = await letterOf(c.env, id);
  const compiled = compileJson(c.env, {
    task: head.task,
    args: edited.args ?? args,
    kwargs: edited.kwargs ?? kwargs,
    options: head.options,
  });

  if (!compiled.ok) {
    throw canvasProblem(
      compiled.problems.map((problem) => ({ ...problem, path: pathInBody(problem.path) })),
    );
  }

  const { runId, taskId, state } = await submitPlan(c.env, {
    plan: { ...compiled.plan, idempotencyKey: `dead letter ${id}` },
    name: null,
    asked: { dead_letter: id },
  });

  return c.json({ run_id: runId, task_id: taskId, state, url: `/api/runs/${runId}` }, 202);
});

deadLetters.delete("/:id", async (c) => {
  const id = c.req.param("id");

  if (!(await askOwner(c.env, id, (backend) => backend.removeDeadLetter(id)))) {
    throw nothingToRemove(unknownLetter(id));
  }

  return c.body(null, 204);
});

/** Newest first. A shard that stopped early says how far it got: older letters of the others wait for the next page. */
function merge(
  replies: readonly DeadLetterReply[],
  limit: number,
): { readonly letters: readonly DeadHead[]; readonly next: string | null } {
  const horizon = replies
    .flatMap(({ scannedTo }) => scannedTo ?? [])
    .reduce((newest, id) => (id > newest ? id : newest), "");
  const known = replies
    .flatMap(({ letters }) => letters)
    .filter(({ id }) => id >= horizon)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const letters = known.slice(0, limit);
  const last = known.length > limit ? letters.at(-1)?.id : horizon;

  return { letters, next: last === undefined || last === "" ? null : last };
}

interface Letter {
  readonly head: DeadHead;
  readonly args: readonly JsonValue[];
  readonly kwargs: JsonObject;
}

async function letterOf(env: WorkerEnv, id: string): Promise<Letter> {
  const letter = await askOwner(env, id, (backend) => backend.deadLetter(id));

  if (letter === null) {
    throw unknownLetter(id);
  }

  const [args, kwargs] = parseCall(letter.call);

  return { head: letter.head, args, kwargs };
}

const callText = z.tuple([z.array(jsonValue), jsonObject]);

function parseCall(call: JsonText): z.infer<typeof callText> {
  return callText.parse(JSON.parse(call));
}

/** Asks the shard that keeps it. */
function askOwner<Reply>(
  env: WorkerEnv,
  id: string,
  ask: (backend: BackendStub) => Promise<Reply>,
): Promise<Reply> {
  const run = runOfDeadLetter(id);

  if (run === undefined) {
    throw unknownLetter(id);
  }

  return callBackend(env, shardOf(run), ask);
}

function viewOf(head: DeadHead): DeadLetterView {
  return {
    id: head.id,
    reason: head.reason,
    error: head.error,
    name: head.task,
    task_id: head.taskId,
    run_id: head.runId,
    run_name: head.runName,
    queue: head.queue,
    options: head.options,
    attempts: head.attempts,
    retries: head.retries,
    deliveries: head.deliveries,
    died_at: new Date(head.diedAt).toISOString(),
  };
}

function unknownLetter(id: string): ApiProblem {
  return new ApiProblem(
    "unknown-dead-letter",
    `There is no dead letter "${id.slice(0, 100)}"; it may have been removed.`,
  );
}
