import { formatClock } from "../ui/format.ts";
import type { ConnectionLook } from "./describe-connection.ts";

/** What is read again and again instead of being told: how far it can be believed. */
export interface Polling {
  readonly isPaused: boolean;
  /** The last attempt to read it failed. */
  readonly hasFailed: boolean;
  /** When it was read last, in milliseconds since the epoch; 0: never. */
  readonly readAt: number;
  readonly now: number;
  /** How often it is read. */
  readonly everyMs: number;
}

/** An answer may take as long as some turns before what is shown counts as old. */
const LATE_TURNS = 4;

/** In the words and shapes of a line to the server. Never "live" for what may be old. */
export function describePolling({
  isPaused,
  hasFailed,
  readAt,
  now,
  everyMs,
}: Polling): ConnectionLook {
  if (readAt === 0) {
    return { shape: "square", words: "Connecting" };
  }

  if (isPaused) {
    return { shape: "dot", words: `Paused, as of ${formatClock(readAt)}` };
  }

  return hasFailed || now - readAt > LATE_TURNS * everyMs
    ? { shape: "square", words: `Reconnecting, stale since ${formatClock(readAt)}` }
    : { shape: "round", words: "Live" };
}
