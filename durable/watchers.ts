/**
 * Who watches runs, and what they are told: a snapshot, then deltas, then the end (shared/wire/frames.ts).
 *
 * Sockets hibernate: they outlive the object's memory, so what is known of one is kept in its tag (the run) and nothing else. Changes
 * are gathered and sent at most 20 times a second; the first one leaves at once.
 * https://developers.cloudflare.com/durable-objects/best-practices/websockets/
 */
import { groupFrame, largeGroupOf, largeGroups } from "../shared/engine/group-frames.ts";
import { countsView, runState } from "../shared/engine/run-views.ts";
import { isRunFinal } from "../shared/engine/run.ts";
import { nodeView } from "../shared/engine/views.ts";
import type { ServerFrame } from "../shared/wire/frames.ts";
import type { NodeView } from "../shared/wire/views.ts";
import { type KeptRun, changedSince } from "./kept-run.ts";
import type { Queries } from "./queries.ts";

const FRAME_MS = 50;

/** Nodes in one frame that are not in a large group. */
const FRAME_NODES = 1000;

export interface WatcherPorts {
  readonly queries: Queries;
  readonly seq: () => number;
  readonly now: () => number;
  readonly sockets: (runId: string) => readonly WebSocket[];
  readonly later: (work: () => void, ms: number) => void;
}

/** Changes of a watched run that were not sent yet. */
interface Pending {
  readonly kept: KeptRun;
  readonly nodes: Set<number>;
  isScheduled: boolean;
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
    const missed = since === null ? null : changedSince(kept, since);

    send(socket, missed === null ? this.#snapshot(kept) : this.#delta(kept, missed));

    if (isRunFinal(kept.run)) {
      this.#end(kept, [socket]);
    }
  }

  /** These nodes are not as they were. */
  changed(kept: KeptRun, nodes: Iterable<number>): void {
    const pending = this.#pending.get(kept.run.id) ?? {
      kept,
      nodes: new Set(),
      isScheduled: false,
      sentAt: 0,
    };

    if (this.#ports.sockets(kept.run.id).length === 0) {
      this.#pending.delete(kept.run.id);

      return;
    }

    for (const node of nodes) {
      pending.nodes.add(node);
    }

    this.#pending.set(kept.run.id, pending);

    if (!pending.isScheduled) {
      pending.isScheduled = true;
      this.#ports.later(
        () => this.#flush(pending),
        Math.max(0, pending.sentAt + FRAME_MS - this.#ports.now()),
      );
    }
  }

  #flush(pending: Pending): void {
    const { kept, nodes } = pending;
    const sockets = this.#ports.sockets(kept.run.id);
    const frame = sockets.length === 0 ? null : this.#delta(kept, nodes);

    nodes.clear();
    pending.isScheduled = false;
    pending.sentAt = this.#ports.now();

    if (frame !== null) {
      sockets.forEach((socket) => send(socket, frame));
    }

    if (isRunFinal(kept.run)) {
      this.#pending.delete(kept.run.id);
      this.#end(kept, sockets);
    }
  }

  #snapshot(kept: KeptRun): ServerFrame {
    const viewer = this.#ports.queries.viewerOf(kept);
    const single = [...kept.run.nodes.keys()].filter((node) => largeGroupOf(kept.run, node) < 0);

    return {
      type: "snapshot",
      seq: this.#ports.seq(),
      run: this.#ports.queries.run(kept, { nodes: false }),
      nodes: this.#nodes(kept, single),
      groups: largeGroups(kept.run).map((group) => groupFrame(viewer, group)),
    };
  }

  #delta(kept: KeptRun, changed: ReadonlySet<number>): ServerFrame {
    const viewer = this.#ports.queries.viewerOf(kept);
    const nodes = [...changed].toSorted((a, b) => a - b);
    const groups = new Set(
      nodes.map((node) => largeGroupOf(kept.run, node)).filter((group) => group >= 0),
    );

    return {
      type: "delta",
      seq: this.#ports.seq(),
      changes: this.#nodes(
        kept,
        nodes.filter((node) => largeGroupOf(kept.run, node) < 0),
      ),
      groups: [...groups].map((group) => groupFrame(viewer, group)),
      counts: countsView(viewer),
      state: runState(viewer),
    };
  }

  #nodes(kept: KeptRun, nodes: readonly number[]): NodeView[] {
    const viewer = this.#ports.queries.viewerOf(kept);

    return nodes.slice(0, FRAME_NODES).map((node) => nodeView(viewer, node));
  }

  #end(kept: KeptRun, sockets: readonly WebSocket[]): void {
    const frame: ServerFrame = {
      type: "end",
      seq: this.#ports.seq(),
      run: this.#ports.queries.run(kept, { nodes: false }),
    };

    sockets.forEach((socket) => send(socket, frame));
  }
}

function send(socket: WebSocket, frame: ServerFrame): void {
  try {
    socket.send(JSON.stringify(frame));
  } catch {
    // The client is gone and its close has not reached us yet: it gets what it missed when it comes back.
  }
}
