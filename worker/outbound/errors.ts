/** How a request of a task fails. All of them are named in the task's result. */

/** Nobody answered, or not to the end, or not in time. It may be worth another try. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** An answer that says no. */
export class HTTPError extends Error {
  override readonly name: string = "HTTPError";
  readonly status: number;

  constructor(url: URL, status: number) {
    super(`${url.href} answered ${status}`);
    this.status = status;
  }
}

/** An answer that says not now: 429 and 5xx. It may be worth another try. */
export class TemporaryHTTPError extends HTTPError {
  override readonly name = "TemporaryHTTPError";
}
