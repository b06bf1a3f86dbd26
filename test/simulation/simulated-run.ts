/** One run of a simulated world: a canvas, what its calls ask for, and what its owner does with it. All of it follows from the dice. */
import type { JsonObject, JsonValue } from "../../shared/canvas/json.ts";
import type { TaskCatalog } from "../../shared/engine/catalog.ts";
import { makeRunId, taskIdOf } from "../../shared/engine/ids.ts";
import type { Plan } from "../../shared/engine/plan.ts";
import { tasks } from "../../worker/registry.ts";
import { s } from "../reference/signatures.ts";
import { anyTask, isPlan, planOf } from "../support/model-run.ts";
import { withPaths } from "../support/paths.ts";
import { isObject, otherCall, withChoices } from "./marked-canvas.ts";
import type { Dice } from "./world/dice.ts";
import type { Behaviour } from "./world/tasks.ts";
import { STARTS_AT } from "./world/world.ts";

const SHARDS = 2;

/** Arguments need not fit: what a task makes of them is part of the story. */
const catalog: TaskCatalog = {
  ...anyTask,
  find: (name) => tasks.get(name)?.options ?? {},
  queues: "any",
};

/** How the name of a choice ends from which consumers die. */
export const KILLS = " kills its consumer";

export interface Revocation {
  readonly afterMs: number;
  /** null: the whole run. */
  readonly node: number | null;
  readonly terminate: boolean;
}

/** It is run again when it is over. */
export interface Again {
  /** So long after it was seen to be over. */
  readonly afterMs: number;
  /** From which; null: what did not succeed. */
  readonly node: number | null;
  /** What that node is called with then, `[args, kwargs]`; null: its own. */
  readonly edited: readonly [readonly JsonValue[], JsonObject] | null;
  readonly request: string;
}

export interface SimulatedRun {
  readonly name: string;
  /** Its first; where each request makes one of its own, that which was stored counts. */
  readonly id: string;
  readonly shard: number;
  readonly index: number;
  /** It is found by an idempotency key. */
  readonly isKeyed: boolean;
  /** Marked with paths, and with its calls' options. */
  readonly canvas: JsonObject;
  readonly plan: Plan;
  readonly submitAfterMs: number;
  readonly revocations: readonly Revocation[];
  readonly retries: readonly Again[];
}

/** Of its request of this number; the first and only one, of a run without a key, is 0. */
export function runIdOf(
  { shard, index }: Pick<SimulatedRun, "shard" | "index">,
  request = 0,
): string {
  return makeRunId(STARTS_AT, shard, new Uint8Array([0, 0, 0, 0, 0, 0, request, index + 1]));
}

/** By any of its ids. */
export function runNameOf(id: string): string {
  return `run ${Number.parseInt(id.slice(-2), 16)}`;
}

export function simulatedRun(canvas: JsonValue, index: number, dice: Dice): SimulatedRun {
  const name = `run ${index + 1}`;
  const marked = withChoices(withPaths(canvas), {
    call: (signature, path) => chosenCall(signature, `${name} ${path}`, dice),
    group: (signature, place) => chosenGroup(signature, `${name} ${place}`, dice),
  });
  const isKeyed = dice.chosen(`${name} has a key`, 0.15);
  const compiled = planOf(marked, catalog);

  if (!isPlan(compiled)) {
    throw new TypeError(`The canvas was refused: ${compiled.join("; ")}`);
  }

  const plan = { ...compiled, ...(isKeyed && { idempotencyKey: name }) };

  const terminate = dice.chosen(`${name} terminated`, 0.3);
  const shard = dice.upTo(SHARDS - 1, `shard of ${name}`);
  const isRevoked = dice.chosen(`${name} revoked`, 0.05);
  const revokedNode = dice.upTo(plan.nodes.length - 1, `revoked node of ${name}`);

  return {
    name,
    id: runIdOf({ shard, index }),
    shard,
    index,
    isKeyed,
    canvas: marked,
    plan,
    submitAfterMs: dice.upTo(20_000, `submit of ${name}`),
    revocations: [
      ...(isRevoked
        ? [{ node: null, terminate, afterMs: dice.upTo(60_000, `revoke of ${name}`) }]
        : []),
      ...(dice.chosen(`node ${revokedNode} of ${name} revoked`, 0.1)
        ? [
            {
              node: revokedNode,
              terminate,
              afterMs: dice.upTo(60_000, `revoke of node of ${name}`),
            },
          ]
        : []),
    ],
    retries: [1, 2]
      .map((time) => `${name} run again, time ${time}`)
      .filter((again) => dice.chosen(again, 0.15))
      .map((again) => chosenRetry(again, { canvas: marked, plan }, dice)),
  };
}

function chosenRetry(again: string, run: Pick<SimulatedRun, "canvas" | "plan">, dice: Dice): Again {
  const node = dice.upTo(run.plan.nodes.length - 1, `node of ${again}`);
  const isFromNode = run.plan.nodes.length > 0 && dice.chosen(`${again}: from node ${node}`, 0.6);

  return {
    afterMs: dice.upTo(60_000, `time of ${again}`),
    node: isFromNode ? node : null,
    edited:
      isFromNode && dice.chosen(`${again}: other arguments`, 0.6) ? otherCall(run, node) : null,
    request: again,
  };
}

/** A second, and nothing out of the ordinary. */
export const PLAIN: Behaviour = {
  durationMs: 1000,
  retries: 0,
  retrySeconds: 0,
  isReplaced: false,
  kills: false,
};

/** How the executions of a task go: the same at each of them. */
export function seededBehaviour(task: string, dice: Dice): Behaviour {
  const isSlow = dice.chosen(`${task} is slow`, 0.05);
  const retries = [1, 2, 3].filter((time) => dice.chosen(`${task} retries, time ${time}`, 0.04));

  return {
    durationMs: dice.upTo(isSlow ? 300_000 : 200, `duration of ${task}`),
    retries: retries.length,
    kills: dice.chosen(task + KILLS, 0.01),
    isReplaced: dice.chosen(`${task} replaces itself`, 0.04),
    retrySeconds: dice.upTo(120, `retry delay of ${task}`),
  };
}

/** The tasks of a run by their ids. */
export function taskIdsOf({ id, plan }: SimulatedRun): readonly string[] {
  return plan.nodes.map((_node, index) => taskIdOf({ publicId: id, plan }, index));
}

/** What a call is changed to: `echo` of a list may as well be called for each item of it. */
function chosenCall(signature: JsonObject, call: string, dice: Dice): JsonObject {
  const { task, args, immutable, options } = signature;
  const takesAll =
    task === "echo" && Array.isArray(args) && args.length === 0 && immutable !== true;
  const each = { task: "lovage.each", kwargs: { task: s("echo") } };

  return {
    ...signature,
    ...(takesAll && dice.chosen(`${call}: each`, 0.2) && each),
    options: { ...(isObject(options) ? options : {}), ...callOptions(call, dice) },
  };
}

/** Whether it ends with the first of its tasks that fails. */
function chosenGroup(signature: JsonObject, group: string, dice: Dice): JsonObject {
  const { options } = signature;
  const isFast = dice.chosen(`${group}: fails fast`, 0.1);

  return isFast
    ? { ...signature, options: { ...(isObject(options) ? options : {}), fail_fast: true } }
    : signature;
}

function callOptions(call: string, dice: Dice): JsonObject {
  const seconds = (max: number, what: string): number => 1 + dice.upTo(max, `${what} of ${call}`);

  return {
    ...(dice.chosen(`${call}: countdown`, 0.06) && { countdown: seconds(300, "countdown") }),
    ...(dice.chosen(`${call}: eta`, 0.02) && {
      eta: new Date(STARTS_AT + 1000 * seconds(86_400, "eta")).toISOString(),
    }),
    ...(dice.chosen(`${call}: expires`, 0.03) && { expires: seconds(120, "expiry") }),
    ...(dice.chosen(`${call}: time limit`, 0.02) && { time_limit: seconds(60, "limit") }),
    ...(dice.chosen(`${call}: queue`, 0.1) && { queue: "heavy" }),
    ...(dice.chosen(`${call}: acks early`, 0.04) && { acks_late: false }),
    ...(dice.chosen(`${call}: max retries`, 0.03) && { max_retries: 1 }),
    ...(dice.chosen(`${call}: rate limit`, 0.02) && { rate_limit: "1/s" }),
    ...(dice.chosen(`${call}: one at a time`, 0.02) && { concurrency: 1 }),
    ...(dice.chosen(`${call}: priority`, 0.05) && {
      priority: dice.upTo(9, `priority of ${call}`),
    }),
  };
}
