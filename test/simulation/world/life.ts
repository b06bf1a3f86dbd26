/**
 * A stretch of running code that may end at any moment: a consumer's invocation, one stay of an object in memory. When it is over its
 * timers do not go off and nothing it still does reaches anybody; only what others keep of it remains.
 *
 * Code belongs to the life in which it was started, across all its awaits: `current()` says which.
 */
import { AsyncLocalStorage } from "node:async_hooks";

import type { Release } from "./releases.ts";
import type { Timeline } from "./timeline.ts";

const lives = new AsyncLocalStorage<Life>();

/** The life that the running code belongs to; undefined outside the simulation. */
export function current(): Life | undefined {
  return lives.getStore();
}

/** Waits in the life that the running code belongs to. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    current()?.later(ms, resolve);
  });
}

export interface LifePorts {
  readonly timeline: Timeline;
  /** In [0, 1): the dice of the code that runs. */
  readonly random: () => number;
  /** What the code said to the operator. */
  readonly heard: (life: Life, words: readonly unknown[]) => void;
  /** It threw where nobody could catch it. */
  readonly threw: (life: Life, error: unknown) => void;
}

export class Life {
  readonly name: string;
  readonly #ports: LifePorts;
  readonly #ends: (() => void)[] = [];
  #timers = 0;
  isOver = false;
  /** How much its clock is ahead. */
  clockErrorMs = 0;
  /** Of which release its code is. */
  release: Release = "older";
  /** Told of each step between which the code may be cut off. */
  onStep: (step: string) => void = () => {};

  constructor(name: string, ports: LifePorts) {
    this.name = name;
    this.#ports = ports;
  }

  /** What its clock says. */
  get clock(): number {
    return Math.floor(this.#ports.timeline.now) + this.clockErrorMs;
  }

  /** Something is to happen in it later. */
  get hasTimers(): boolean {
    return this.#timers > 0;
  }

  live<Result>(work: () => Result): Result {
    return lives.run(this, work);
  }

  random(): number {
    return this.#ports.random();
  }

  say(words: readonly unknown[]): void {
    if (!this.isOver) {
      this.#ports.heard(this, words);
    }
  }

  later(ms: number, work: () => void): () => void {
    const done = once(() => {
      this.#timers -= 1;
    });
    const cancel = this.#ports.timeline.after(ms, () => {
      done();

      this.#wake(work);
    });

    this.#timers += 1;

    return () => {
      done();
      cancel();
    };
  }

  #wake(work: () => void): void {
    if (this.isOver) {
      return;
    }

    try {
      this.live(work);
    } catch (error) {
      this.#ports.threw(this, error);
    }
  }

  step(name: string): void {
    if (!this.isOver) {
      this.onStep(name);
    }
  }

  onEnd(work: () => void): void {
    this.#ends.push(work);
  }

  end(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.#ends.forEach((work) => work());
    }
  }

  /** Settles as the promise does, but never when the life is over by then. */
  await<Result>(promise: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      promise.then(
        (result) => this.isOver || resolve(result),
        (error: unknown) => this.isOver || reject(error),
      );
    });
  }
}

function once(work: () => void): () => void {
  let isDone = false;

  return () => {
    if (!isDone) {
      isDone = true;
      work();
    }
  };
}
