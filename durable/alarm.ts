/**
 * The one alarm of an object. Setting it is a written row, so it is set only when it would go off earlier than it is armed for; an alarm that
 * comes too early finds nothing due and is set again.
 */
export class Alarm {
  readonly #storage: DurableObjectStorage;
  #armedAt = Number.POSITIVE_INFINITY;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** What an earlier life of the object left armed. */
  async load(): Promise<void> {
    this.#armedAt = (await this.#storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
  }

  arm(at: number): void {
    if (at < this.#armedAt) {
      this.#armedAt = at;
      // Not awaited: it is written with whatever else this event writes, and the answer waits for that.
      void this.#storage.setAlarm(at);
    }
  }

  /** It went off: none is armed now. */
  fired(): void {
    this.#armedAt = Number.POSITIVE_INFINITY;
  }
}
