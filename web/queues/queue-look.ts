import type { QueueView } from "../../shared/wire/gate.ts";
import type { TaskState } from "../../shared/wire/views.ts";
import type { IconName } from "../ui/icon.tsx";

export interface QueueLook {
  readonly word: string;
  readonly icon: IconName;
  /** Whose tint it borrows. */
  readonly tint: TaskState;
}

/** How a queue fares, in a word, an icon and a tint. */
export function lookOf({ paused, rate_limit: rate, concurrency }: QueueView): QueueLook {
  if (paused) {
    return { word: "Paused", icon: "pause", tint: "REVOKED" };
  }

  return rate === null && concurrency === null
    ? { word: "Active", icon: "play", tint: "SUCCESS" }
    : { word: "Limited", icon: "gauge", tint: "RETRY" };
}

const LONG_S = 60;

/** Whether somebody should look why it waits. */
export function waitsLong({ oldest_waiting_s: oldest }: QueueView): boolean {
  return oldest !== null && oldest >= LONG_S;
}
