/**
 * The way to stop one execution from outside: its signal is aborted, and it is no longer waited for. Most are never stopped and never ask for
 * their signal, so it is made when they do.
 */
export class Stop {
  #controller: AbortController | null = null;
  #reason: Error | null = null;
  #leave: ((reason: Error) => void) | null = null;

  get signal(): AbortSignal {
    return this.#aborter().signal;
  }

  /** The execution goes on, if it likes. */
  abort(reason: unknown): void {
    this.#aborter().abort(reason);
  }

  stop(reason: Error): void {
    this.abort(reason);
    this.#reason ??= reason;
    this.#leave?.(reason);
  }

  /** What `work` comes to, unless it is stopped before. `work` never rejects. */
  orStopped<Result>(work: Promise<Result>, stopped: (reason: Error) => Result): Promise<Result> {
    return this.#reason === null
      ? new Promise((resolve) => {
          this.#leave = (reason) => resolve(stopped(reason));
          void work.then(resolve);
        })
      : Promise.resolve(stopped(this.#reason));
  }

  #aborter(): AbortController {
    this.#controller ??= new AbortController();

    return this.#controller;
  }
}
