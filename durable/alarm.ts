/** The platform may be late by a minute at most. https://developers.cloudflare.com/durable-objects/api/alarms/ */
const LOST_MS = 60_000;

/** The platform takes no later time ("This API doesn't support dates after 2189"). What is due later has nothing to be woken for yet. */
const LATEST = Date.UTC(2189, 0, 1);

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
    if (at < this.#armedAt && at < LATEST) {
      this.#armedAt = at;
      // Not awaited: it is written with whatever else this event writes, and the answer waits for that.
      void this.#storage.setAlarm(at);
    }
  }

  /** One that should have gone off long ago never will: the next is set as if there were none. */
  forgetIfLost(now: number): void {
    if (this.#armedAt < now - LOST_MS) {
      this.fired();
    }
  }

  /** It went off: none is armed now. */
  fired(): void {
    this.#armedAt = Number.POSITIVE_INFINITY;
  }
}
