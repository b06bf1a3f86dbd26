import type { HeldCounts, QueueView } from "../../shared/wire/gate.ts";
import type { TaskState } from "../../shared/wire/views.ts";
import { formatCount } from "../ui/format.ts";
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

const HOLDERS = [
  "paused",
  "rate",
  "concurrency",
  "key",
] as const satisfies readonly (keyof HeldCounts)[];

/** How many its gate holds back, and what holds them; "" where it holds none. */
export function heldWords({ held }: Pick<QueueView, "held">): string {
  return HOLDERS.filter((holder) => held[holder] > 0)
    .map((holder) => `${formatCount(held[holder])} held: ${holder}`)
    .join(", ");
}
