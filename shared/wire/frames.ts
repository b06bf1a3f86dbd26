/**
 * Live frames of `GET /api/runs/:id/events`. A watcher gets a snapshot, then deltas, then `end`; `seq` never falls, across restarts
 * too. A delta may carry the `seq` of the frame before it: that a task began is news without being recorded, and of many changes at once
 * some come later. With `?since=SEQ` a watcher gets what it missed, or a new snapshot when that is no longer known. With
 * `?cells=changes` it is told of a large group that it knows only what changed of it.
 */
import type { Ranges } from "../engine/ranges.ts";
import type { NodeView, RunView, TaskState } from "./views.ts";

/** How a group gets on. */
export interface GroupPace {
  /** Milliseconds in which half of the members that ran to their end did so; null: none ran. */
  readonly p50: number | null;
  /** Likewise, 95 of 100. */
  readonly p95: number | null;
  /** Members that end in a second: in the 5 seconds up to the last end while some are left, else over the whole time. */
  readonly rate: number;
  /** When the last one ended, in milliseconds since the run was created. */
  readonly ended_at: number;
}

/** A large group as one thing: counters, a map of its members and its pace. However many members it has, it takes some 2 KB at most. */
export interface GroupFrame {
  readonly group_id: string;
  /** The task of all its members; null when they differ. */
  readonly name: string | null;
  /** Number of its first member: where it stands among the nodes. */
  readonly first: number;
  readonly size: number;
  /** The task whose result its first member got, or which put the group in its own place; null: there is none. */
  readonly parent_id: string | null;
  /** How many members are in each state. */
  readonly counts: Readonly<Record<string, number>>;
  /** 4 bits a cell in header order (index into `TASK_STATES`), two cells a byte, the first in the high half; base64. See `cells.ts`. */
  readonly cells: string;
  /** Null while none of its members is over. */
  readonly pace: GroupPace | null;
}

/** What is told anew of a large group that was told before. The rest of it is as it was. */
export interface GroupChange {
  readonly group_id: string;
  readonly counts: GroupFrame["counts"];
  /** Cells that are not as they were, by what they are now: pairs `from, to`, both inclusive. */
  readonly changed_cells: Readonly<Partial<Record<TaskState, Ranges>>>;
  readonly pace: GroupPace | null;
}

export type ServerFrame =
  | {
      readonly type: "snapshot";
      readonly seq: number;
      readonly run: RunView;
      readonly nodes: readonly NodeView[];
      readonly groups: readonly GroupFrame[];
    }
  | {
      readonly type: "delta";
      readonly seq: number;
      /** Nodes that changed, as they are now; members of large groups are in `groups` instead. */
      readonly changes: readonly NodeView[];
      readonly groups: readonly GroupFrame[];
      /** Only with `?cells=changes`. */
      readonly group_changes?: readonly GroupChange[];
      readonly counts: RunView["counts"];
      readonly state: RunView["state"];
    }
  | { readonly type: "end"; readonly seq: number; readonly run: RunView };

export type DeltaFrame = ServerFrame & { readonly type: "delta" };

/** Groups with more members than this travel as a `GroupFrame`. */
export const LARGE_GROUP_SIZE = 100;

/** Sent by a client to see that the line is alive; answered by the platform without waking the object. */
export const PING = "ping";
export const PONG = "pong";
