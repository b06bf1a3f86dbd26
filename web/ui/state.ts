import { READY_STATES, type RunView, type TaskState } from "../../shared/wire/views.ts";
import type { IconName } from "./icon.tsx";

interface StateLook {
  readonly word: string;
  readonly icon: IconName;
  /** Completes "12 …" in a legend. */
  readonly counted: string;
}

/** How each state is told: a word and an icon, and a tint by `data-state` (state.css). RECEIVED is said as QUEUED. */
export const STATE_LOOKS: Readonly<Record<TaskState, StateLook>> = {
  PENDING: { word: "PENDING", icon: "circle-dashed", counted: "waiting" },
  RECEIVED: { word: "QUEUED", icon: "circle-ellipsis", counted: "queued" },
  STARTED: { word: "STARTED", icon: "loader-circle", counted: "running" },
  RETRY: { word: "RETRY", icon: "rotate-cw", counted: "retrying" },
  SUCCESS: { word: "SUCCESS", icon: "circle-check", counted: "succeeded" },
  FAILURE: { word: "FAILURE", icon: "octagon-x", counted: "failed" },
  REVOKED: { word: "REVOKED", icon: "ban", counted: "revoked" },
  IGNORED: { word: "IGNORED", icon: "circle-minus", counted: "ignored" },
};

/** From done to not begun: the order of a bar from left to right. */
export const BAR_ORDER: readonly TaskState[] = [
  "SUCCESS",
  "IGNORED",
  "FAILURE",
  "REVOKED",
  "RETRY",
  "STARTED",
  "RECEIVED",
  "PENDING",
];

export interface Tally {
  readonly total: number;
  /** How many are final. */
  readonly done: number;
  /** The states that occur, in bar order. */
  readonly parts: readonly { readonly state: TaskState; readonly count: number }[];
}

/** What counts per state add up to. States that this page does not know are left out. */
export function tally(counts: RunView["counts"] | Readonly<Record<string, number>>): Tally {
  const known = new Map(Object.entries(counts));
  const parts = BAR_ORDER.map((state) => ({ state, count: known.get(state) ?? 0 })).filter(
    ({ count }) => count > 0,
  );

  return {
    total: sum(parts),
    done: sum(parts.filter(({ state }) => READY_STATES.has(state))),
    parts,
  };
}

function sum(parts: Tally["parts"]): number {
  return parts.reduce((total, { count }) => total + count, 0);
}
