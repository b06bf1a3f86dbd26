/** Time that passes only from one event to the next: an hour takes as long as what happens in it. */
import TinyQueue from "tinyqueue";

interface Event {
  readonly at: number;
  /** Events of one instant happen in the order they were planned. */
  readonly turn: number;
  readonly work: () => void;
  isCancelled: boolean;
}

/** A world in which more happens than this goes round in circles. */
const MAX_EVENTS = 200_000;

export class Timeline {
  readonly #events = new TinyQueue<Event>([], (a, b) => a.at - b.at || a.turn - b.turn);
  #turns = 0;
  #happened = 0;
  now: number;

  constructor(startsAt: number) {
    this.now = startsAt;
  }

  /** Nothing is planned. */
  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  /** Plans `work` for then; what it returns cancels that. */
  after(ms: number, work: () => void): () => void {
    const event = {
      at: this.now + Math.max(0, ms),
      turn: (this.#turns += 1),
      work,
      isCancelled: false,
    };

    this.#events.push(event);

    return () => {
      event.isCancelled = true;
    };
  }

  /** Lets events happen until `isOver`, or until none is left up to `until`. True: it is over. */
  async pass(isOver: () => boolean, until = Number.POSITIVE_INFINITY): Promise<boolean> {
    while (!isOver()) {
      const next = this.#events.peek();

      if (next === undefined || next.at > until) {
        return false;
      }

      if ((this.#happened += 1) > MAX_EVENTS) {
        return false;
      }

      this.#events.pop();

      if (!next.isCancelled) {
        this.now = next.at;
        next.work();
        await settled();
      }
    }

    return true;
  }
}

/** Every promise that could be told has been: Node takes this turn when no other is left. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}
