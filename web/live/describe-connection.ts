import { formatClock } from "../ui/format.ts";
import type { Connection } from "./connection.ts";

/** From this attempt on the line counts as gone, not as just broken. */
const OFFLINE_ATTEMPT = 5;

export interface ConnectionLook {
  /** Said by a shape too: round is live, square on its way, a ring gone, a dot over. */
  readonly shape: "round" | "square" | "ring" | "dot";
  readonly words: string;
}

/** How the line to the server is told to the reader. Never "live" for what may be old. */
export function describeConnection(connection: Connection): ConnectionLook {
  switch (connection.kind) {
    case "connecting":
      return { shape: "square", words: "Connecting" };
    case "live":
      return { shape: "round", words: "Live" };
    case "final":
      return { shape: "dot", words: "Final" };
    case "outdated":
      return { shape: "ring", words: "Not live: the server is newer than this page, reload it" };
    case "reconnecting": {
      const since =
        connection.staleSince === null ? "" : `, stale since ${formatClock(connection.staleSince)}`;

      return connection.attempt < OFFLINE_ATTEMPT
        ? { shape: "square", words: `Reconnecting${since}` }
        : { shape: "ring", words: `Offline${since}` };
    }
  }
}
