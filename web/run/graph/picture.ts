/** How what is drawn of a run fares, now or at a moment of the past. All pure. */
import { READY_STATES, type NodeView, type TaskState } from "../../../shared/wire/views.ts";
import type { NodeStatus } from "../../graph/nodes/node-look.ts";
import type { LiveRun } from "../../live/apply-frame.ts";
import { formatCount, formatDuration } from "../../ui/format.ts";
import { tally, type Tally } from "../../ui/state.ts";
import { groupFacts, type GroupFacts } from "../group-facts.ts";
import type { Member } from "../members.ts";
import { progressOf } from "../progress.ts";
import { memberStateAt, nodeAt } from "../replay.ts";
import type { Atom } from "./atoms.ts";

/** What is known of the tasks at one moment. */
export interface Picture {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly nodes: ReadonlyMap<string, NodeView>;
  readonly groups: ReadonlyMap<string, GroupFacts>;
  /** Of the groups that frames do not tell singly; none of a moment of the past. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
}

interface Moment extends Pick<Picture, "members"> {
  /** Milliseconds since the epoch; null: now. */
  readonly at: number | null;
  readonly now: number;
}

export function pictureOf(
  live: LiveRun,
  groupIds: Iterable<string>,
  { at, now, members }: Moment,
): Picture {
  return at === null
    ? { at: now, nodes: live.nodes, groups: factsOf(live, groupIds), members }
    : pictureAt(live, groupIds, { at, members });
}

function pictureAt(
  live: LiveRun,
  groupIds: Iterable<string>,
  { at, members }: Pick<Picture, "at" | "members">,
): Picture {
  const nodes = new Map(Array.from(live.nodes, ([id, node]) => [id, nodeAt(node, at)]));
  const ms = at - Date.parse(live.run.created_at);
  const groups = Array.from(factsOf({ ...live, nodes }, groupIds), ([id, facts]) => {
    const known = members.get(id);

    return [id, known === undefined ? facts : factsAt(facts, known, ms)] as const;
  });

  return { at, nodes, groups: new Map(groups), members: NOBODY };
}

/** How long members took is not known before they were done. */
const NOBODY: Picture["members"] = new Map();

function factsOf(live: LiveRun, groupIds: Iterable<string>): ReadonlyMap<string, GroupFacts> {
  return new Map(
    Array.from(groupIds, (id) => {
      const facts = groupFacts(live, id);

      return facts === null ? [] : [[id, facts] as const];
    }).flat(),
  );
}

function factsAt(facts: GroupFacts, members: readonly Member[], ms: number): GroupFacts {
  const states = members.map((member) => memberStateAt(member, ms));

  return { ...facts, states, counts: countsOf(states) };
}

function countsOf(states: readonly TaskState[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Array.from(
      Map.groupBy(states, (state) => state),
      ([state, alike]) => [state, alike.length],
    ),
  );
}

/** Null: no frame has told of it yet. */
export function statusOf(atom: Atom, picture: Picture): NodeStatus | null {
  if (atom.kind === "group") {
    const facts = picture.groups.get(atom.id);

    return facts === undefined ? null : manyStatus(tally(facts.counts));
  }

  const node = picture.nodes.get(atom.id);

  return node === undefined
    ? null
    : { state: node.state, figure: figureOf(node, picture.at), tally: null };
}

/** Of what stands in a frame, as one. */
export function frameStatus(atoms: readonly Atom[], picture: Picture): NodeStatus {
  const states = atoms.flatMap((atom) => {
    const facts = picture.groups.get(atom.id);

    return facts?.states ?? [picture.nodes.get(atom.id)?.state ?? "PENDING"];
  });

  return manyStatus(tally(countsOf(states)));
}

function manyStatus(counted: Tally): NodeStatus {
  return {
    state: commonState(counted),
    figure: `${formatCount(counted.done)} of ${formatCount(counted.total)}`,
    tally: counted,
  };
}

/** The state of several tasks as one: what is over is as bad as its worst. */
function commonState({ parts, done, total }: Tally): TaskState {
  const has = (state: TaskState): boolean => parts.some((part) => part.state === state);

  if (done === total) {
    return (["FAILURE", "REVOKED", "IGNORED"] as const).find(has) ?? "SUCCESS";
  }

  if (done > 0 || has("STARTED")) {
    return "STARTED";
  }

  return (["RETRY", "RECEIVED"] as const).find(has) ?? "PENDING";
}

/** How long it took or takes, and which try it is. */
function figureOf(node: NodeView, at: number): string | null {
  const { started_at: started, finished_at: finished, attempts, state } = node;
  const end = finished === null ? at : Date.parse(finished);
  const far = progressOf(node);

  if (far !== null && finished === null) {
    return `${formatCount(far.current)} of ${formatCount(far.total)}`;
  }

  const ran = started === null ? null : formatDuration(end - Date.parse(started));

  if (ran === null && READY_STATES.has(state) && node.error !== null) {
    return "did not run";
  }

  return attempts > 1 ? `${ran ?? ""} try ${attempts}`.trim() : ran;
}
