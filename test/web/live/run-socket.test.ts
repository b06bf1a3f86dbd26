import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ServerFrame } from "../../../shared/wire/frames.ts";
import type { Connection } from "../../../web/live/connection.ts";
import { RunSocket } from "../../../web/live/run-socket.ts";
import { FakeSocket } from "./fake-socket.ts";
import { delta, runView, snapshot } from "./views.ts";

const NOW = 1_000_000;

describe("RunSocket", () => {
  let sockets: FakeSocket[] = [];
  let asked: (number | null)[] = [];
  let frames: ServerFrame[] = [];
  let connections: Connection["kind"][] = [];
  let staleSince: number | null = null;
  let socket = start();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.setSystemTime(NOW);
    sockets = [];
    asked = [];
    frames = [];
    connections = [];
    socket = start();
  });

  afterEach(() => {
    socket.stop();
    vi.useRealTimers();
  });

  it("hands on frames in order and is live from the first one", () => {
    latest().say(snapshot());
    latest().say(delta());

    expect(frames.map(({ type }) => type)).toEqual(["snapshot", "delta"]);
    expect(connections).toEqual(["connecting", "live", "live"]);
  });

  it("is not live before the server has said anything", () => {
    latest().dispatchEvent(new Event("open"));

    expect(connections).toEqual(["connecting"]);
  });

  it("asks for what it missed when the line broke", () => {
    latest().say(snapshot({ seq: 4 }));
    latest().say(delta({ seq: 7 }));
    latest().break();
    vi.advanceTimersByTime(250);

    expect(asked).toEqual([null, 7]);
  });

  it("says since when the page is stale", () => {
    latest().say(snapshot());
    vi.setSystemTime(NOW + 5_000);
    latest().break();

    expect(connections.at(-1)).toBe("reconnecting");
    expect(staleSince).toBe(NOW);
  });

  it("waits longer after each attempt in vain, and begins anew once it was live", () => {
    latest().break();
    vi.advanceTimersByTime(250);
    latest().break();
    vi.advanceTimersByTime(499);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(3);

    latest().say(snapshot());
    latest().break();
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(4);
  });

  it("pings after 25 s of silence and stays live when the server answers", () => {
    latest().say(snapshot());
    vi.advanceTimersByTime(25_000);
    expect(latest().sent).toEqual(["ping"]);

    latest().say("pong");
    vi.advanceTimersByTime(24_999);
    expect(sockets).toHaveLength(1);
    expect(frames).toHaveLength(1);
  });

  it("takes a line for broken when a ping stays unanswered, though nobody closed it", () => {
    latest().say(snapshot());
    vi.advanceTimersByTime(35_000);

    expect(connections.at(-1)).toBe("reconnecting");
    vi.advanceTimersByTime(250);
    expect(sockets).toHaveLength(2);
  });

  it("gives up a line that opens but never speaks", () => {
    vi.advanceTimersByTime(10_000);

    expect(connections.at(-1)).toBe("reconnecting");
  });

  it("does not listen to a line that it gave up", () => {
    const old = latest();
    old.say(snapshot({ seq: 3 }));
    old.break();
    vi.advanceTimersByTime(250);
    old.say(delta({ seq: 9 }));
    old.break();

    expect(frames).toHaveLength(1);
    expect(sockets).toHaveLength(2);
  });

  it("stays on the line after the end, and is live again when the run goes on", () => {
    latest().say(snapshot());
    latest().say({ type: "end", seq: 2, run: runView({ state: "SUCCESS" }) });
    vi.advanceTimersByTime(25_000);
    latest().say("pong");
    expect(connections.at(-1)).toBe("final");

    latest().say(delta({ seq: 3 }));
    expect(connections.at(-1)).toBe("live");
    expect(frames.map(({ type }) => type)).toEqual(["snapshot", "end", "delta"]);
    expect(sockets).toHaveLength(1);
  });

  it("is not final any more when the line breaks after the end", () => {
    latest().say(snapshot());
    latest().say({ type: "end", seq: 2, run: runView({ state: "SUCCESS" }) });
    latest().break();
    expect(connections.at(-1)).toBe("reconnecting");

    vi.advanceTimersByTime(250);
    expect(asked).toEqual([null, 2]);
  });

  it("stops, instead of showing half, when the server speaks of what it does not know", () => {
    latest().say(snapshot());
    latest().say({ type: "progress", seq: 2 });
    vi.advanceTimersByTime(120_000);

    expect(connections.at(-1)).toBe("outdated");
    expect(sockets).toHaveLength(1);
  });

  it("tries at once when the page is shown again", () => {
    latest().break();
    socket.check();

    expect(sockets).toHaveLength(2);
  });

  it("looks at once whether an open line still lives when the page is shown again", () => {
    latest().say(snapshot());
    socket.check();

    expect(latest().sent).toEqual(["ping"]);
  });

  it("never opens a line again once it was stopped", () => {
    latest().break();
    socket.stop();
    vi.advanceTimersByTime(120_000);

    expect(sockets).toHaveLength(1);
  });

  function start(): RunSocket {
    const made = new RunSocket({
      open(since) {
        asked.push(since);
        const fake = new FakeSocket();
        sockets.push(fake);

        // The documented cast of these tests: the fake has what a run socket uses.
        return fake as unknown as WebSocket;
      },
      onFrame: (frame) => frames.push(frame),
      onConnection(connection) {
        connections.push(connection.kind);
        staleSince = connection.kind === "reconnecting" ? connection.staleSince : null;
      },
      random: () => 0,
      now: () => Date.now(),
    });
    made.start();

    return made;
  }

  function latest(): FakeSocket {
    const last = sockets.at(-1);

    if (last === undefined) {
      throw new Error("Expected a socket to be open, and none was opened.");
    }

    return last;
  }
});
