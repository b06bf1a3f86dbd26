import { useEffect, useState } from "react";

import { eventsPath } from "../api/runs.ts";
import { applyFrame, type LiveRun } from "./apply-frame.ts";
import type { Connection } from "./connection.ts";
import { RunSocket } from "./run-socket.ts";

export interface LiveRunView {
  /** Null until the first snapshot. */
  readonly live: LiveRun | null;
  readonly connection: Connection;
}

/** A run as it happens. However many frames come, the page is drawn at most once a screen refresh. */
export function useLiveRun(runId: string): LiveRunView {
  const [live, setLive] = useState<LiveRun | null>(null);
  const [connection, setConnection] = useState<Connection>({ kind: "connecting" });

  useEffect(() => {
    let state: LiveRun | null = null;
    let drawing = 0;

    const socket = new RunSocket({
      open: (since) => new WebSocket(socketUrl(eventsPath(runId, since))),
      onFrame(frame) {
        state = applyFrame(state, frame);
        cancelAnimationFrame(drawing);
        drawing = requestAnimationFrame(() => setLive(state));
      },
      onConnection: setConnection,
      random: Math.random,
      now: Date.now,
    });
    const check = (): void => socket.check();

    socket.start();
    addEventListener("online", check);
    document.addEventListener("visibilitychange", check);

    return () => {
      socket.stop();
      cancelAnimationFrame(drawing);
      removeEventListener("online", check);
      document.removeEventListener("visibilitychange", check);
    };
  }, [runId]);

  return { live, connection };
}

function socketUrl(path: string): URL {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";

  return url;
}
