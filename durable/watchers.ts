/**
 * Who watches runs, and what they are told: a snapshot, then deltas, then the end (shared/wire/frames.ts).
 *
 * Sockets hibernate: they outlive the object's memory, so what is known of one is kept in its tag (the run, and whether it asked for
 * changes) and nothing else. Changes are gathered and sent at most 20 times a second, 3 times while only members of large groups change;
 * the first one leaves at once. A frame holds a bounded number of nodes and no large value; what does not fit goes with the next one.
 * https://developers.cloudflare.com/durable-objects/best-practices/websockets/
 */
import { changeOf } from "../shared/engine/group-change.ts";
import { groupFrame, largeGroupOf, largeGroups } from "../shared/engine/group-frames.ts";
import { countsView, runState } from "../shared/engine/run-views.ts";
import { isDropped, isRunFinal } from "../shared/engine/run.ts";
import { nodeView } from "../shared/engine/views.ts";
import type { DeltaFrame, GroupFrame, ServerFrame } from "../shared/wire/frames.ts";
import type { NodeView, RunView } from "../shared/wire/views.ts";
import { type KeptRun, changedSince, forgetChanges } from "./kept-run.ts";
import type { Queries } from "./queries.ts";
import type { Audience } from "./run-sockets.ts";

const FRAME_MS = 50;

/** While only members of large groups change: numbers that count up need not be told faster. */
const GROUPS_FRAME_MS = 300;

/** A frame tells the state of all members of a group that changed: large ones are told less often. */
const MEMBERS_PER_FRAME_MS = 200;

/** Nodes in one frame that are not in a large group. */
const FRAME_NODES = 500;

/** A larger result of a node has its address in the frame instead. */
const NODE_RESULT_BYTES = 1024;

/** Likewise for the result of the run. */
const RUN_RESULT_BYTES = 256 * 1024;

export interface WatcherPorts {
  readonly queries: Queries;
  readonly seq: () => number;
  readonly now: () => number;
  readonly audience: (runId: string) => Audience;
  readonly later: (work: () => void, ms: number) => void;
}

/** Nodes that changed: singly, or as members of large groups. */
interface Changes {
  readonly nodes: Set<number>;
  readonly groups: Set<number>;
}

/** Changes of a watched run that were not sent yet. */
interface Pending extends Changes {
  readonly kept: KeptRun;
  /** Large groups, by id, as all who watch were told of them last. */
  readonly told: Map<string, GroupFrame>;
  /** When the next frame leaves; infinite: nothing waits. */
  dueAt: number;
  /** Some nodes are there no more: a snapshot leaves in place of a delta. */
  isAnew: boolean;
  sentAt: number;
}

export class Watchers {
  readonly #ports: WatcherPorts;
  readonly #pending = new Map<string, Pending>();

  constructor(ports: WatcherPorts) {
    this.#ports = ports;
  }

  /** A socket was accepted. `since` is the newest frame that its client has seen. */
  welcome(socket: WebSocket, kept: KeptRun, since: number | null): void {
    const known = since === null ? null : changedSince(kept, since);
    const missed = known === null ? null : sortChanges(kept, known);
    const isShort = missed !== null && missed.nodes.size <= FRAME_NODES;

    sendAll([socket], isShort ? this.#delta(kept, missed) : this.#snapshot(kept));
    // It was not told what the others were.
    this.#pending.get(kept.run.id)?.told.clear();

    // While changes wait, the end comes after them.
    if (isRunFinal(kept.run) && !this.#pending.has(kept.run.id)) {
      this.#end(kept, [socket]);
    }
  }

  /** These nodes are not as they were. */
  changed(kept: KeptRun, changed: ReadonlySet<number>): void {
    const isAnew = changed.values().some((node) => isDropped(kept.run, node));

    if (isAnew) {
      forgetChanges(kept);
    }

    if (this.#sockets(kept).length === 0) {
      this.#pending.delete(kept.run.id);

      return;
    }

    const known = this.#pending.get(kept.run.id);
    // A run that was at rest is another one in memory.
    const pending = known?.kept === kept ? known : newPending(kept);
    const { nodes, groups } = sortChanges(kept, changed);

    nodes.forEach((node) => pending.nodes.add(node));
    groups.forEach((group) => pending.groups.add(group));
    pending.isAnew ||= isAnew;
    this.#pending.set(kept.run.id, pending);
    this.#schedule(pending);
  }

  #schedule(pending: Pending): void {
    const now = this.#ports.now();
    const dueAt = Math.max(now, pending.sentAt + pauseMs(pending));

    if (dueAt < pending.dueAt) {
      pending.dueAt = dueAt;
      this.#ports.later(() => this.#flush(pending, dueAt), dueAt - now);
    }
  }

  #flush(pending: Pending, dueAt: number): void {
    const { kept, nodes, groups } = pending;

    // Nobody watched for a moment, and whoever came since has begun anew; or the frame left earlier than it was to.
    if (this.#pending.get(kept.run.id) !== pending || pending.dueAt !== dueAt) {
      return;
    }

    const sockets = this.#sockets(kept);
    const leaving = { nodes: new Set([...nodes].slice(0, FRAME_NODES)), groups: new Set(groups) };

    leaving.nodes.forEach((node) => nodes.delete(node));
    groups.clear();
    pending.dueAt = Number.POSITIVE_INFINITY;
    pending.sentAt = this.#ports.now();

    if (sockets.length > 0) {
      this.#tell(pending, leaving);
      pending.isAnew = false;
    }

    if (nodes.size > 0) {
      // The frame left something out that its seq does not tell: who resumes after it begins anew.
      forgetChanges(kept);
      this.#schedule(pending);
    } else if (isRunFinal(kept.run)) {
      this.#pending.delete(kept.run.id);
      this.#end(kept, sockets);
    }
  }

  #tell({ kept, told, isAnew }: Pending, leaving: Changes): void {
    if (isAnew) {
      sendAll(this.#sockets(kept), this.#snapshot(kept));
      told.clear();

      return;
    }

    const { whole, changes } = this.#ports.audience(kept.run.id);
    const delta = this.#delta(kept, leaving);

    sendAll(whole, delta);
    sendAll(changes, inChanges(delta, told));
    delta.groups.forEach((group) => told.set(group.group_id, group));
  }

  #snapshot(kept: KeptRun): ServerFrame {
    const viewer = this.#ports.queries.viewerOf(kept);
    const single = [...kept.run.nodes.keys()].filter(
      (node) => largeGroupOf(kept.run, node) < 0 && !isDropped(kept.run, node),
    );

    return {
      type: "snapshot",
      seq: this.#ports.seq(),
      run: this.#run(kept),
      nodes: this.#nodes(kept, single.slice(0, FRAME_NODES)),
      groups: largeGroups(kept.run).map((group) => groupFrame(viewer, group)),
    };
  }

  #delta(kept: KeptRun, { nodes, groups }: Changes): DeltaFrame {
    const viewer = this.#ports.queries.viewerOf(kept);

    return {
      type: "delta",
      seq: this.#ports.seq(),
      changes: this.#nodes(
        kept,
        [...nodes].toSorted((a, b) => a - b),
      ),
      groups: [...groups].map((group) => groupFrame(viewer, group)),
      counts: countsView(viewer),
      state: runState(viewer),
    };
  }

  #end(kept: KeptRun, sockets: readonly WebSocket[]): void {
    sendAll(sockets, { type: "end", seq: this.#ports.seq(), run: this.#run(kept) });
  }

  #sockets({ run }: KeptRun): readonly WebSocket[] {
    const { whole, changes } = this.#ports.audience(run.id);

    return [...whole, ...changes];
  }

  #run(kept: KeptRun): RunView {
    return this.#ports.queries.run(kept, { nodes: false, resultBytes: RUN_RESULT_BYTES });
  }

  #nodes(kept: KeptRun, nodes: readonly number[]): NodeView[] {
    const viewer = this.#ports.queries.viewerOf(kept);

    return nodes.map((node) => nodeView(viewer, node, NODE_RESULT_BYTES));
  }
}

function newPending(kept: KeptRun): Pending {
  return {
    kept,
    nodes: new Set(),
    groups: new Set(),
    told: new Map(),
    dueAt: Number.POSITIVE_INFINITY,
    isAnew: false,
    sentAt: 0,
  };
}

function pauseMs({ kept: { run }, nodes, isAnew }: Pending): number {
  const isUrgent = nodes.size > 0 || isAnew || isRunFinal(run);

  return (isUrgent ? FRAME_MS : GROUPS_FRAME_MS) + run.nodes.length / MEMBERS_PER_FRAME_MS;
}

/** The same for those who know the groups as they were told. */
function inChanges(delta: DeltaFrame, told: ReadonlyMap<string, GroupFrame>): DeltaFrame {
  const changes = delta.groups.flatMap((group) => {
    const before = told.get(group.group_id);

    return before === undefined ? [] : (changeOf(before, group) ?? []);
  });
  const changed = new Set(changes.map(({ group_id: id }) => id));

  return {
    ...delta,
    groups: delta.groups.filter(({ group_id: id }) => !changed.has(id)),
    group_changes: changes,
  };
}

function sortChanges({ run }: KeptRun, changed: ReadonlySet<number>): Changes {
  const changes: Changes = { nodes: new Set(), groups: new Set() };

  for (const node of [...changed].filter((each) => !isDropped(run, each))) {
    const group = largeGroupOf(run, node);

    if (group < 0) {
      changes.nodes.add(node);
    } else {
      changes.groups.add(group);
    }
  }

  return changes;
}

function sendAll(sockets: readonly WebSocket[], frame: ServerFrame): void {
  const text = JSON.stringify(frame);

  sockets.forEach((socket) => send(socket, text));
}

function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The client is gone and its close has not reached us yet: it gets what it missed when it comes back.
  }
}
