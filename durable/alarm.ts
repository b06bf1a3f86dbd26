/**
 * The one alarm of an object. Setting it is a written row, so it is set only when it would go off earlier than it is armed for; an alarm that
 * comes too early finds nothing due and is set again.
 */

/** The platform may be late by a minute at most. https://developers.cloudflare.com/durable-objects/api/alarms/ */
const LOST_MS = 60_000;

/** What is due later is waited for in steps: the platform takes no time after 2189, and an eta may be later. */
const FURTHEST_MS = 30 * 86_400_000;

export class Alarm {
  readonly #storage: Pick<DurableObjectStorage, "getAlarm" | "setAlarm">;
  readonly #now: () => number;
  #armedAt = Number.POSITIVE_INFINITY;

  constructor(storage: Pick<DurableObjectStorage, "getAlarm" | "setAlarm">, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** What an earlier life of the object left armed. */
  async load(): Promise<void> {
    this.#armedAt = (await this.#storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
  }

  arm(at: number): void {
    const near = Math.min(at, this.#now() + FURTHEST_MS);

    if (near < this.#armedAt) {
      this.#armedAt = near;
      // Not awaited: it is written with whatever else this event writes, and the answer waits for that.
      void this.#storage.setAlarm(near);
    }
  }

  /** One that should have gone off long ago never will: the next is set as if there were none. True: that is so. */
  forgetIfLost(now: number): boolean {
    const isLost = this.#armedAt < now - LOST_MS;

    if (isLost) {
      this.fired();
    }

    return isLost;
  }

  /** It went off: none is armed now. */
  fired(): void {
    this.#armedAt = Number.POSITIVE_INFINITY;
  }
}
