/** The part of a browser's WebSocket that a run socket uses, moved by hand. */
export class FakeSocket extends EventTarget {
  readonly sent: string[] = [];
  readyState: number = WebSocket.CONNECTING;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = WebSocket.CLOSED;
  }

  /** The server says something. */
  say(data: unknown): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(
      new MessageEvent("message", { data: typeof data === "string" ? data : JSON.stringify(data) }),
    );
  }

  /** The line breaks. */
  break(): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new Event("close"));
  }
}
