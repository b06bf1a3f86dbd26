import { callOf, planNodeAt } from "../../../shared/engine/call.ts";
import { type RunState, nodeAt } from "../../../shared/engine/run.ts";
import { MAX_DELIVERIES, MAX_RESENDS } from "../../../shared/engine/transport.ts";
import { evaluate } from "../../reference/evaluate.ts";
import type { Ended } from "../../reference/outcome.ts";
import { idsByPath } from "../../support/against-reference.ts";
import { parseCall, runTask } from "../../support/model-run.ts";
import { taskIdsOf } from "../simulated-run.ts";
import type { World } from "../world/world.ts";
import type { Found } from "./on-disk.ts";

/** How tasks ended by themselves that the model knows nothing of, and which of them had no right to. */
export function endsOf(
  found: Found,
  world: World,
): { readonly ended: ReadonlyMap<string, Ended>; readonly wrongs: string[] } {
  const { run, kept } = found;
  const ended = new Map<string, Ended>();
  const wrongs: string[] = [];
  const idOf = idsByPath(run.canvas, run.plan, run.id);
  const pathOf = new Map(evaluate(run.canvas).records.map(({ path }) => [idOf(path), path]));
  const ids = taskIdsOf(run);

  for (const node of run.plan.nodes.keys()) {
    const { status, by, error } = nodeAt(kept.run, node);

    if (by !== null || error === null || error.type === "ValueError" || !isFailed(status)) {
      continue;
    }

    const path = pathOf.get(ids[node] ?? "") ?? "";
    const { type, message } = error;

    ended.set(path, { state: status, error: { type, message }, began: path });

    if (!isReplaced(found, node) && !isJustified({ node, type, message }, found, world)) {
      wrongs.push(`Node ${node} of ${run.name} ended ${status} ${type}: ${message}. Why?`);
    }
  }

  return { ended, wrongs };
}

/** What stands in its place ended for a reason of its own. */
function isReplaced({ kept: { run } }: Found, node: number): boolean {
  return run.plan.fragments.some(({ owner }) => owner === node);
}

function isFailed(status: string): status is "FAILURE" | "REVOKED" {
  return status === "FAILURE" || status === "REVOKED";
}

interface End {
  readonly node: number;
  readonly type: string;
  readonly message: string;
}

/** Whether something happened in this world from which a task may end so. */
function isJustified({ node, type, message }: End, found: Found, world: World): boolean {
  const task = `${found.run.id}.${node}`;
  const { timeLimit, maxRetries, acksLate = true } = planNodeAt(found.kept.run, node).options;

  const deliveries = acksLate ? MAX_DELIVERIES : 1;

  switch (type) {
    case "TaskRevokedError":
      return isRevoked(found, node, message);
    case "TimeLimitExceeded":
      return timeLimit !== undefined;
    case "WorkerLostError":
      return world.givenUp.has(task) || world.lostWorkers.of(task) >= deliveries;
    case "MessageLostError":
      return world.lost.of(task) > MAX_RESENDS;
    case "MaxRetriesExceededError":
      return maxRetries !== undefined;
    case "TypeError":
      return isUnfit(found, node);
    default:
      return false;
  }
}

function isRevoked({ run, kept }: Found, node: number, message: string): boolean {
  return message === "expired"
    ? planNodeAt(kept.run, node).options.expires !== undefined
    : run.revocations.some((revoked) => revoked.node === null || revoked.node === node) ||
        isEndedFast(kept.run, node);
}

/** It is part of a group that ends with the first of its tasks that fails, and one did. */
function isEndedFast({ plan, nodes }: RunState, node: number): boolean {
  return plan.gates.some((gate) => {
    if (gate.kind !== "join" || gate.failFast === undefined) {
      return false;
    }

    const [from, to] = gate.failFast;

    return (
      from <= node &&
      node < to &&
      gate.members.some((member) => isFailed(nodes[member]?.status ?? ""))
    );
  });
}

/** Its arguments are none that it takes; the model says so too, in other words. */
function isUnfit({ kept, read }: Found, node: number): boolean {
  const [args, kwargs] = parseCall(callOf(kept.run, node, read));
  const outcome = runTask(planNodeAt(kept.run, node).task, args, kwargs);

  return outcome.kind === "failure" && outcome.type === "TypeError";
}
