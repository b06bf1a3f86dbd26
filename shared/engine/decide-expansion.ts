/** What comes of a task that puts a graph in its place: a fragment of the run, unless that goes too far. */
import type { Fact } from "./delta.ts";
import { MAX_LEVELS, levelOf } from "./fragments.ts";
import { MAX_RUN_NODES } from "./limits.ts";
import type { Plan } from "./plan.ts";
import type { RunState } from "./run.ts";

/** How much more fits into a run; counts down while the reports of one step are gone through. */
export interface Room {
  /** The number of the next fragment. */
  fragment: number;
  nodes: number;
}

export function roomIn({ plan, nodes }: RunState): Room {
  return { fragment: plan.fragments.length, nodes: MAX_RUN_NODES - nodes.length };
}

interface Replacement {
  readonly node: number;
  readonly startedAt: number;
  readonly plan: Plan;
}

export function decideExpansion(
  run: RunState,
  { node, startedAt, plan }: Replacement,
  room: Room,
): Fact {
  const fail = (type: string, message: string): Fact => ({
    kind: "failed",
    node,
    startedAt,
    error: { type, message, traceback: null },
  });

  if (levelOf(run, node) >= MAX_LEVELS) {
    return fail(
      "RecursionError",
      `Tasks may replace themselves ${MAX_LEVELS} levels deep; this one would be a level deeper.`,
    );
  }

  if (plan.nodes.length > room.nodes) {
    return fail(
      "PayloadTooLarge",
      `A run holds at most ${MAX_RUN_NODES} task executions; this one would add ${plan.nodes.length} where ${room.nodes} more fit. Submit them as runs of their own.`,
    );
  }

  room.nodes -= plan.nodes.length;
  room.fragment += 1;

  return { kind: "expanded", node, startedAt, fragment: room.fragment - 1, plan };
}
