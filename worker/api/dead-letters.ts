/** `/api/dead-letters`: tasks that nothing in the system will mend by itself: look at them, run them again, remove them. */
import { Hono } from "hono";
import { z } from "zod";

import { type Replay, parseDeadId } from "../../shared/engine/dead-letter.ts";
import { DEAD_REASONS } from "../../shared/engine/dead-reasons.ts";
import type {
  DeadLetterReply,
  DeadLetterView,
  ListedLetter,
} from "../../shared/wire/dead-letters.ts";
import { fields } from "../../shared/wire/fields.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { shardsOf } from "../shards.ts";
import type { ApiEnv } from "./api-env.ts";
import { readBody } from "./body.ts";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { byShard, letterOf, unknownLetter } from "./letter.ts";
import { ApiProblem, nothingToRemove, problemDocument } from "./problem.ts";
import { readQuery, wholeNumber, yesOrNo } from "./query.ts";
import { replayBody, replayLetter, replayLetters } from "./replay.ts";

const listQuery = z.object({
  task: z.string().optional(),
  queue: z.string().optional(),
  reason: z.enum(DEAD_REASONS, `expected one of ${DEAD_REASONS.join(", ")}`).optional(),
  replayed: yesOrNo.optional(),
  cursor: z
    .string()
    .refine((id) => parseDeadId(id) !== undefined, "expected the next_cursor of an earlier answer")
    .optional(),
  limit: wholeNumber(1, 200).default(50),
});

/** In one request. */
const MAX_IDS = 1000;

export const deadLetters = new Hono<ApiEnv>();

deadLetters.get("/", async (c) => {
  const {
    task = null,
    queue = null,
    reason = null,
    replayed = null,
    cursor = null,
    limit,
  } = readQuery(c.req.raw, listQuery);
  const query = { task, queue, reason, replayed, before: cursor, limit };
  const replies = await Promise.all(
    shardsOf(c.env).map((shard) =>
      callBackend(c.env, shard, (backend) => backend.deadLetters(query)),
    ),
  );
  const { letters, next } = merge(replies, limit);

  return c.json({ dead_letters: letters.map(viewOf), next_cursor: next });
});

deadLetters.get("/:id", async (c) => {
  const { args, kwargs, ...letter } = await letterOf(c.env, c.req.param("id"));

  return c.json({ ...viewOf(letter), args, kwargs });
});

/** In its own run where that is kept, else as a run of its own: once. */
deadLetters.post("/:id/replay", async (c) => {
  const edit = await readBody(c.req.raw, replayBody);
  const asked = {
    id: c.req.param("id"),
    request: idempotencyKeyOf(c.req.raw) ?? crypto.randomUUID(),
  };

  return c.json(replayedView(await replayLetter(c.env, asked, edit)), 202);
});

deadLetters.delete("/:id", async (c) => {
  const id = c.req.param("id");

  if ((await discard(c.env, [id])) === 0) {
    throw nothingToRemove(unknownLetter(id));
  }

  return c.body(null, 204);
});

const manyBody = fields({
  ids: z
    .array(z.string())
    .min(1, "expected the id of at least one dead letter")
    .max(MAX_IDS, `expected at most ${MAX_IDS} ids`),
});

/** Those of one run together. One that is refused does not keep the others. */
deadLetters.post("/replay", async (c) => {
  const { ids } = await readBody(c.req.raw, manyBody);
  const outcomes = [...(await replayLetters(c.env, ids))];

  return c.json({
    replayed: outcomes.flatMap(([id, outcome]) =>
      outcome instanceof ApiProblem ? [] : [{ id, ...replayedView(outcome) }],
    ),
    refused: outcomes.flatMap(([id, outcome]) =>
      outcome instanceof ApiProblem ? [{ id, ...problemDocument(outcome) }] : [],
    ),
  });
});

deadLetters.post("/discard", async (c) => {
  const { ids } = await readBody(c.req.raw, manyBody);

  return c.json({ discarded: await discard(c.env, ids) });
});

/** How many there were. */
async function discard(env: WorkerEnv, ids: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    byShard(ids).map(([shard, own]) =>
      callBackend(env, shard, (backend) => backend.removeDeadLetters(own)),
    ),
  );

  return counts.reduce((sum, count) => sum + count, 0);
}

/** Newest first. A shard that stopped early says how far it got: older letters of the others wait for the next page. */
function merge(
  replies: readonly DeadLetterReply[],
  limit: number,
): { readonly letters: readonly ListedLetter[]; readonly next: string | null } {
  const horizon = replies
    .flatMap(({ scannedTo }) => scannedTo ?? [])
    .reduce((newest, id) => (id > newest ? id : newest), "");
  const known = replies
    .flatMap(({ letters }) => letters)
    .filter(({ head }) => head.id >= horizon)
    .toSorted((a, b) => (a.head.id < b.head.id ? 1 : -1));
  const letters = known.slice(0, limit);
  const last = known.length > limit ? letters.at(-1)?.head.id : horizon;

  return { letters, next: last === undefined || last === "" ? null : last };
}

function viewOf({ head, replay }: ListedLetter): DeadLetterView {
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
    replayed: replay && {
      at: new Date(replay.at).toISOString(),
      as: replay.as,
      run_id: replay.runId,
      task_id: replay.taskId,
      edited: replay.isEdited,
    },
  };
}

interface ReplayedView {
  readonly run_id: string;
  readonly task_id: string;
  readonly as: Replay["as"];
  /** Of the task: no queue has it yet. */
  readonly state: "PENDING";
  readonly url: string;
}

function replayedView({ runId, taskId, as }: Replay): ReplayedView {
  return { run_id: runId, task_id: taskId, as, state: "PENDING", url: `/api/runs/${runId}` };
}
