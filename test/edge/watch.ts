import { on } from "node:events";

import type { ServerFrame } from "../../shared/wire/frames.ts";

/** A client of a run's live frames. */
export interface Watcher {
  /** The frames that come from now on, up to and with the first that is `last`; rejects when the line breaks before. */
  until(isLast: (frame: ServerFrame) => boolean): Promise<ServerFrame[]>;
  /** Sends a text and resolves with the next message, whatever it is. */
  ask(text: string): Promise<string>;
  close(): void;
}

/** How one asks for frames; with `since`, as one who has seen everything up to that frame. */
export interface Asked {
  readonly since?: number;
  readonly cells?: "changes";
}

/** Connects to a run's events. */
export function watchRun(origin: string, runId: string, asked: Asked = {}): Watcher {
  const url = new URL(`/api/runs/${runId}/events`, origin);

  for (const [name, value] of Object.entries(asked)) {
    url.searchParams.set(name, String(value));
  }

  const socket = new WebSocket(url);
  const messages = on(socket, "message", { close: ["close"] });

  async function next(): Promise<string> {
    const { value, done } = await messages.next();

    if (done === true) {
      throw new Error(`Expected another frame of ${url.pathname}, and the line was closed.`);
    }

    return (value as [MessageEvent<string>])[0].data;
  }

  return {
    async until(isLast) {
      const frames: ServerFrame[] = [];

      for (;;) {
        const frame = JSON.parse(await next()) as ServerFrame;
        frames.push(frame);

        if (isLast(frame)) {
          return frames;
        }
      }
    },
    ask(text) {
      socket.send(text);

      return next();
    },
    close() {
      socket.close();
    },
  };
}

export function isEnd({ type }: ServerFrame): boolean {
  return type === "end";
}

/** How many tasks are in each state. */
export function countsIn(frame: ServerFrame): Readonly<Record<string, number>> {
  return frame.type === "delta" ? frame.counts : frame.run.counts;
}

/** The seq of each frame, in the order they came. */
export function seqsOf(frames: readonly ServerFrame[]): readonly number[] {
  return frames.map(({ seq }) => seq);
}

/** The seq to come back with after these frames. */
export function lastSeqOf(frames: readonly ServerFrame[]): number {
  return frames.at(-1)?.seq ?? 0;
}
