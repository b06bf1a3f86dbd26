import { startTransition, useEffect, useState } from "react";

import { eventsPath } from "../api/runs.ts";
import { applyFrame, type LiveRun } from "./apply-frame.ts";
import type { Connection } from "./connection.ts";
import { RunSocket } from "./run-socket.ts";

export interface LiveRunView {
  /** Null until the first snapshot. */
  readonly live: LiveRun | null;
  readonly connection: Connection;
}

const NOTHING_YET: LiveRunView = { live: null, connection: { kind: "connecting" } };

/**
 * A run as it happens. What is known of the run and of the line to it is shown together: the line never ends before the last news.
 * Drawing a thousand rows gives way to whatever the reader does meanwhile.
 */
export function useLiveRun(runId: string): LiveRunView {
  const [shown, setShown] = useState(NOTHING_YET);

  useEffect(() => {
    let view = NOTHING_YET;

    function show(news: Partial<LiveRunView>): void {
      view = { ...view, ...news };
      startTransition(() => setShown(view));
    }

    const socket = new RunSocket({
      open: (since) => new WebSocket(socketUrl(eventsPath(runId, since))),
      onFrame: (frame) => show({ live: applyFrame(view.live, frame) }),
      onConnection: (connection) => show({ connection }),
      random: Math.random,
      now: Date.now,
    });
    const check = (): void => socket.check();

    socket.start();
    addEventListener("online", check);
    document.addEventListener("visibilitychange", check);

    return () => {
      socket.stop();
      removeEventListener("online", check);
      document.removeEventListener("visibilitychange", check);
    };
  }, [runId]);

  return shown;
}

function socketUrl(path: string): URL {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";

  return url;
}
