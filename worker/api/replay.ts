/**
 * Dead letters -> what is run of them. Each goes on in the run that it died in; where that is gone, it becomes a run of its own, compiled
 * anew, since a deploy may have changed the task. A few calls to each shard that has some, however many they are.
 */
import { z } from "zod";

import type { JsonText } from "../../shared/canvas/json.ts";
import type { Replay } from "../../shared/engine/dead-letter.ts";
import { makeRunId } from "../../shared/engine/ids.ts";
import { encodePlan } from "../../shared/engine/plan-parts.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import type { ReplayReply } from "../../shared/wire/dead-letters.ts";
import { fields } from "../../shared/wire/fields.ts";
import { jsonObject, jsonValue } from "../../shared/wire/json.ts";
import { callBackend } from "../backend.ts";
import type { WorkerEnv } from "../env.ts";
import { compileJson } from "../submit.ts";
import { type Letter, byShard, letterOf, readLetter, unknownLetter } from "./letter.ts";
import { ApiProblem, canvasProblem } from "./problem.ts";
import { pathInBody } from "./submit-body.ts";

/** What is given replaces the arguments it died of. */
export const replayBody = fields({
  args: z.array(jsonValue).optional(),
  kwargs: jsonObject.optional(),
});
type Edit = z.infer<typeof replayBody>;

/** How a letter was replayed, or why it was not. */
export type Replayed = Replay | ApiProblem;

/** Some letters of one shard, as one request. */
interface Replaying {
  readonly env: WorkerEnv;
  readonly shard: number;
  readonly request: string;
  readonly edit: Edit;
  readonly call: JsonText | null;
}

/** `request`: sent again it is answered again. */
export async function replayLetter(
  env: WorkerEnv,
  { id, request }: { readonly id: string; readonly request: string },
  edit: Edit,
): Promise<Replay> {
  const isEdited = edit.args !== undefined || edit.kwargs !== undefined;
  const call = isEdited ? callOf(env, await letterOf(env, id), edit) : null;
  const replayed =
    (await replayAll(env, [id], { request, edit, call })).get(id) ?? unknownLetter(id);

  if (replayed instanceof ApiProblem) {
    throw replayed;
  }

  return replayed;
}

/** As they were; those of one run together. */
export function replayLetters(
  env: WorkerEnv,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Replayed>> {
  return replayAll(env, ids, { request: crypto.randomUUID(), edit: {}, call: null });
}

async function replayAll(
  env: WorkerEnv,
  ids: readonly string[],
  how: Pick<Replaying, "request" | "edit" | "call">,
): Promise<ReadonlyMap<string, Replayed>> {
  const replayed = await Promise.all(
    byShard(ids).map(([shard, own]) => replayOn({ env, shard, ...how }, own)),
  );
  const outcomes = new Map(replayed.flat());

  return new Map(ids.map((id) => [id, outcomes.get(id) ?? unknownLetter(id)]));
}

type Outcome = readonly [id: string, replayed: Replayed];

async function replayOn(replaying: Replaying, ids: readonly string[]): Promise<readonly Outcome[]> {
  const { env, shard, request, call } = replaying;
  const replies = await callBackend(env, shard, (backend) =>
    backend.replay({ request, ids, call }),
  );
  const gone = ids.filter((_, index) => replies[index]?.kind === "gone");
  const outcomes = replies.flatMap((reply, index) =>
    reply.kind === "gone" ? [] : [outcomeOf(ids[index] ?? "", reply)],
  );

  return [...outcomes, ...(await replayAsRuns(replaying, gone))];
}

/** As many at a time as one answer brings. */
async function replayAsRuns(
  replaying: Replaying,
  ids: readonly string[],
): Promise<readonly Outcome[]> {
  const { env, shard } = replaying;

  if (ids.length === 0) {
    return [];
  }

  const letters = (await callBackend(env, shard, (backend) => backend.deadLettersOf(ids))).map(
    readLetter,
  );
  const found = new Set(letters.map(({ head }) => head.id));

  // None: those that are left were removed meanwhile.
  return found.size === 0
    ? []
    : [
        ...(await submit(replaying, letters)),
        ...(await replayAsRuns(
          replaying,
          ids.filter((id) => !found.has(id)),
        )),
      ];
}

async function submit(
  { env, shard, request, edit, call }: Replaying,
  letters: readonly Letter[],
): Promise<readonly Outcome[]> {
  const compiled = letters.map((letter) => [letter.head.id, planOf(env, letter, edit)] as const);
  const sound = compiled.flatMap(([id, plan]) =>
    plan instanceof ApiProblem ? [] : [{ id, run: submitOf(plan, shard), isEdited: call !== null }],
  );
  const replies = await callBackend(env, shard, (backend) =>
    backend.replayAsRuns({ request, letters: sound }),
  );

  return [
    ...compiled.flatMap(([id, plan]) => (plan instanceof ApiProblem ? [[id, plan] as const] : [])),
    ...replies.map((reply, index) => outcomeOf(sound[index]?.id ?? "", reply)),
  ];
}

function submitOf(
  plan: Plan,
  shard: number,
): { readonly id: string; readonly name: null; readonly planParts: readonly string[] } {
  const id = makeRunId(Date.now(), shard, crypto.getRandomValues(new Uint8Array(8)));

  return { id, name: null, planParts: encodePlan(plan) };
}

function planOf(env: WorkerEnv, { head, args, kwargs }: Letter, edit: Edit): Plan | ApiProblem {
  const compiled = compileJson(env, {
    task: head.task,
    args: edit.args ?? args,
    kwargs: edit.kwargs ?? kwargs,
    options: head.options,
  });

  return compiled.ok
    ? compiled.plan
    : canvasProblem(
        compiled.problems.map(({ kind, path, message }) => ({
          kind,
          message,
          path: pathInBody(path),
        })),
      );
}

/** Refused where it does not fit the task, before anything runs. */
function callOf(env: WorkerEnv, letter: Letter, edit: Edit): JsonText {
  const plan = planOf(env, letter, edit);

  if (plan instanceof ApiProblem) {
    throw plan;
  }

  return JSON.stringify([edit.args ?? letter.args, edit.kwargs ?? letter.kwargs]);
}

function outcomeOf(id: string, reply: ReplayReply): Outcome {
  return [id, reply.kind === "replayed" ? reply.replay : problemOf(id, reply)];
}

function problemOf(id: string, reply: Exclude<ReplayReply, { kind: "replayed" }>): ApiProblem {
  switch (reply.kind) {
    case "already": {
      const { at, as, runId, taskId } = reply.replay;
      const where = as === "in_run" ? `in its run ${runId}` : `as run ${runId}`;

      return new ApiProblem(
        "already-replayed",
        `It was replayed at ${new Date(at).toISOString()}, ${where}. To run that again: POST /api/results/${taskId}/retry.`,
      );
    }
    case "running":
      return new ApiProblem(
        "not-final",
        `Its run ${reply.runId} is still running: replay it after its end, or revoke the run first. Several letters of one run are replayed together by POST /api/dead-letters/replay.`,
      );
    case "outdated":
      return new ApiProblem(
        "run-again",
        `Its task was run again since, by a retry in run ${reply.runId}; what became of it is at /api/results/${reply.taskId}. This letter can be discarded.`,
      );
    case "gone":
    case "unknown":
      return unknownLetter(id);
  }
}
