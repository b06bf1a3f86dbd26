/**
 * Live frames of `GET /api/runs/:id/events`. A watcher gets a snapshot, then deltas, then `end`; `seq` never falls, across restarts
 * too. A delta may carry the `seq` of the frame before it: that a task began is news without being recorded, and of many changes at once
 * some come later. With `?since=SEQ` a watcher gets
 * what it missed, or a new snapshot when that is no longer known.
 */
import type { NodeView, RunView } from "./views.ts";

/** A large group as one thing: counters and a map of its members. */
export interface GroupFrame {
  readonly group_id: string;
  /** The task of all its members; null when they differ. */
  readonly name: string | null;
  /** Number of its first member: where it stands among the nodes. */
  readonly first: number;
  readonly size: number;
  /** How many members are in each state. */
  readonly counts: Readonly<Record<string, number>>;
  /** 4 bits a member in header order (index into `TASK_STATES`), two members a byte, the first in the high half; base64. */
  readonly states: string;
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
      readonly counts: RunView["counts"];
      readonly state: RunView["state"];
    }
  | { readonly type: "end"; readonly seq: number; readonly run: RunView };

/** Groups with more members than this travel as a `GroupFrame`. */
export const LARGE_GROUP_SIZE = 100;

/** Sent by a client to see that the line is alive; answered by the platform without waking the object. */
export const PING = "ping";
export const PONG = "pong";
