/** The way to stop one execution from outside: its signal is aborted, and it is no longer waited for. */
export class Stop {
  readonly aborter = new AbortController();
  readonly #stopped = Promise.withResolvers<Error>();

  /** Why it was stopped; never settles when it was not. */
  get stopped(): Promise<Error> {
    return this.#stopped.promise;
  }

  stop(reason: Error): void {
    this.aborter.abort(reason);
    this.#stopped.resolve(reason);
  }
}
