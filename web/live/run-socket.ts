/**
 * Watches one run: opens the socket, hands on its frames, and opens it again when it breaks, asking for what was missed. It stays open
 * after the end: whoever retries the run, from wherever, brings it to life again for all who watch.
 * Idle sockets are dropped on the way without a close frame, hence the ping: no answer in time counts as a broken line.
 */
import { PING, PONG, type ServerFrame } from "../../shared/wire/frames.ts";
import { reconnectDelayMs } from "./backoff.ts";
import type { Connection } from "./connection.ts";
import { parseFrame } from "./frame-schema.ts";

const PING_INTERVAL_MS = 25_000;
/** How long a new line may take to its first word, and an open one to its pong. */
const SILENCE_LIMIT_MS = 10_000;

const CONNECTING: Connection = { kind: "connecting" };
const LIVE: Connection = { kind: "live" };
const FINAL: Connection = { kind: "final" };
const OUTDATED: Connection = { kind: "outdated" };

/** What it needs of the world. */
export interface RunSocketPorts {
  /** Opens a socket; `since` is the last frame seen, null for all. */
  readonly open: (since: number | null) => WebSocket;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onConnection: (connection: Connection) => void;
  readonly random: () => number;
  readonly now: () => number;
}

export class RunSocket {
  readonly #ports: RunSocketPorts;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #seq: number | null = null;
  #heardAt: number | null = null;
  /** The run ended, and nothing came since that says otherwise. */
  #isFinal = false;
  #isOver = false;

  constructor(ports: RunSocketPorts) {
    this.#ports = ports;
  }

  /** Opens the line. Once only. */
  start(): void {
    this.#ports.onConnection(CONNECTING);
    this.#open();
  }

  /** Closes it for good. May be called twice. */
  stop(): void {
    this.#isOver = true;
    this.#drop();
  }

  /** The page was shown again or the network came back: find out at once how the line is. */
  check(): void {
    if (this.#isOver) {
      return;
    }

    if (this.#socket === null) {
      this.#open();
    } else if (this.#socket.readyState === WebSocket.OPEN) {
      this.#ping();
    }
  }

  #open(): void {
    this.#drop();
    const socket = this.#ports.open(this.#seq);
    this.#socket = socket;
    socket.addEventListener("message", (event: MessageEvent<unknown>) =>
      this.#read(socket, event.data),
    );
    socket.addEventListener("close", () => this.#lose(socket));
    this.#setTimer(() => this.#lose(socket), SILENCE_LIMIT_MS);
  }

  /** Any word at all shows that the line is alive. An open socket alone does not: it may be closed again at once. */
  #hear(): void {
    this.#attempt = 0;
    this.#heardAt = this.#ports.now();
    this.#ports.onConnection(this.#isFinal ? FINAL : LIVE);
    this.#setTimer(() => this.#ping(), PING_INTERVAL_MS);
  }

  #ping(): void {
    const socket = this.#socket;

    if (socket !== null) {
      socket.send(PING);
      this.#setTimer(() => this.#lose(socket), SILENCE_LIMIT_MS);
    }
  }

  #read(socket: WebSocket, text: unknown): void {
    if (socket !== this.#socket) {
      return;
    }

    if (text === PONG) {
      this.#hear();
      return;
    }

    const frame = typeof text === "string" ? parseFrame(text) : null;

    if (frame === null) {
      this.stop();
      this.#ports.onConnection(OUTDATED);
      return;
    }

    this.#seq = frame.seq;
    this.#isFinal = frame.type === "end";
    this.#hear();
    this.#ports.onFrame(frame);
  }

  #lose(socket: WebSocket): void {
    if (socket !== this.#socket) {
      return;
    }

    this.#drop();
    const delay = reconnectDelayMs(this.#attempt, this.#ports.random());
    this.#attempt += 1;
    this.#ports.onConnection({
      kind: "reconnecting",
      attempt: this.#attempt,
      staleSince: this.#heardAt,
    });
    this.#setTimer(() => this.#open(), delay);
  }

  /** Lets go of the socket before closing it: its own late events then concern nobody. */
  #drop(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #setTimer(act: () => void, delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, delayMs);
  }
}
