/** A run that changes while clients watch it, come and go, on a clock that a test moves. */
import { type KeptRun, changed } from "../../durable/kept-run.ts";
import { PackStore } from "../../durable/pack-store.ts";
import { Queries } from "../../durable/queries.ts";
import type { Audience } from "../../durable/run-sockets.ts";
import type { Sql } from "../../durable/sql.ts";
import { Watchers } from "../../durable/watchers.ts";
import { applyDelta } from "../../shared/engine/apply.ts";
import type { Fact } from "../../shared/engine/delta.ts";
import { groupFrame, largeGroups } from "../../shared/engine/group-frames.ts";
import { readInline } from "../../shared/engine/values.ts";
import { nodeStateView } from "../../shared/engine/views.ts";
import type { GroupFrame, ServerFrame } from "../../shared/wire/frames.ts";
import { type Groups, groupsAfter } from "../support/frame-groups.ts";
import { nodesIn } from "../support/frame-nodes.ts";
import { NOW, leaseOf } from "./kept.ts";

/** What a client has seen, and what it makes of it: as the app does, it ignores what is older than what it knows. */
export class Client {
  readonly frames: { readonly at: number; readonly frame: ServerFrame }[] = [];
  seq: number | null = null;
  /** State by task id. */
  readonly nodes = new Map<string, string>();
  /** Large groups by their id. */
  groups: Groups = new Map();
  isBroken = false;
  readonly feed: keyof Audience;
  readonly #now: () => number;

  constructor(feed: keyof Audience, now: () => number) {
    this.feed = feed;
    this.#now = now;
  }

  send(text: string): void {
    if (this.isBroken) {
      throw new Error("The socket is closed.");
    }

    // The one cast of this boundary: what the object itself wrote.
    const frame = JSON.parse(text) as ServerFrame;

    this.frames.push({ at: this.#now(), frame });

    if (frame.type === "snapshot") {
      this.nodes.clear();
    } else if (this.seq === null || frame.seq < this.seq) {
      return;
    }

    this.seq = frame.seq;
    nodesIn(frame).forEach(({ task_id, state }) => this.nodes.set(task_id, state));
    this.groups = groupsAfter(this.groups, frame);
  }

  get types(): string[] {
    return this.frames.map(({ frame }) => frame.type);
  }
}

export class WatchedRun {
  readonly kept: KeptRun;
  readonly watchers: Watchers;
  #connected: readonly Client[] = [];
  #timers: { readonly at: number; readonly work: () => void }[] = [];
  #seq = 1;
  #now = NOW;

  constructor(sql: Sql, kept: KeptRun) {
    this.kept = kept;
    this.watchers = new Watchers({
      queries: new Queries(new PackStore(sql)),
      seq: () => this.#seq,
      now: () => this.#now,
      audience: () => ({ whole: this.#socketsOf("whole"), changes: this.#socketsOf("changes") }),
      later: (work, ms) => this.#timers.push({ at: this.#now + ms, work }),
    });
  }

  connect(client = this.newClient("whole")): Client {
    this.#connected = [...this.#connected, client];
    this.watchers.welcome(socketOf(client), this.kept, client.seq);

    return client;
  }

  newClient(feed: keyof Audience): Client {
    return new Client(feed, () => this.#now);
  }

  disconnect(client: Client): void {
    this.#connected = this.#connected.filter((each) => each !== client);
  }

  /** Recorded with the next row of the log. */
  happen(...facts: readonly Fact[]): ReadonlySet<number> {
    const consequences = applyDelta(this.kept.run, { run: this.kept.run.id, at: NOW, facts });

    return this.#recorded(consequences.changed);
  }

  /** A consumer takes it: no row tells of it. */
  claim(node: number): void {
    this.kept.leases.set(node, leaseOf());
    this.watchers.changed(this.kept, new Set([node]));
  }

  /** Its consumer is gone, and it waits again. */
  lose(node: number): void {
    this.kept.leases.delete(node);
    this.#recorded(new Set([node]));
  }

  succeed(...nodes: readonly number[]): ReadonlySet<number> {
    return this.happen(
      ...nodes.map((node): Fact => ({ kind: "succeeded", node, startedAt: NOW, value: "1" })),
    );
  }

  advance(ms: number): void {
    const until = this.#now + ms;

    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);

      if (next === undefined) {
        break;
      }

      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.work();
    }

    this.#now = until;
  }

  taskId(node: number): string {
    return `${this.kept.run.id}.${node}`;
  }

  /** How a task is, in truth. */
  stateOf(node: number): string {
    const { run, leases } = this.kept;

    return nodeStateView({ run, running: leases, read: readInline }, node);
  }

  /** Likewise its large groups. */
  get groups(): readonly GroupFrame[] {
    const { run, leases } = this.kept;

    return largeGroups(run).map((group) =>
      groupFrame({ run, running: leases, read: readInline }, group),
    );
  }

  #recorded(nodes: ReadonlySet<number>): ReadonlySet<number> {
    this.#seq += 1;
    changed(this.kept, this.#seq, nodes);
    this.watchers.changed(this.kept, nodes);

    return nodes;
  }

  #socketsOf(feed: keyof Audience): readonly WebSocket[] {
    return this.#connected.filter((client) => client.feed === feed).map(socketOf);
  }

  /** No timer is left. */
  get isQuiet(): boolean {
    return this.#timers.length === 0;
  }
}

/** The one cast of this boundary: a watcher only sends. */
function socketOf(client: Client): WebSocket {
  return client as unknown as WebSocket;
}
