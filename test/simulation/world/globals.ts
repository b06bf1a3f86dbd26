/**
 * The platform's globals, as simulated code sees them: clock, timers, dice and console are those of its life. Code outside the
 * simulation, the test runner's included, keeps the real ones.
 */
import { type Life, current } from "./life.ts";

/** A timer of a life. Real ones are objects of another class. */
class Timer {
  readonly cancel: () => void;

  constructor(cancel: () => void) {
    this.cancel = cancel;
  }
}

type Anything = (...values: never[]) => unknown;

/** Puts a simulated function in the place of a real one; outside a life, the real one is called. */
function replace(owner: object, name: string, simulated: (life: Life) => Anything): void {
  const real = Reflect.get(owner, name) as Anything;

  Reflect.set(owner, name, (...values: never[]): unknown => {
    const life = current();

    return life === undefined ? real.apply(owner, values) : simulated(life)(...values);
  });
}

/** Once for the whole program. */
export function simulateGlobals(): void {
  replace(Date, "now", (life) => () => life.clock);
  replace(Math, "random", (life) => () => life.random());
  replace(crypto, "randomUUID", (life) => () => uuidOf(life));
  replace(
    console,
    "warn",
    (life) =>
      (...words: unknown[]) =>
        life.say(words),
  );
  replace(
    console,
    "error",
    (life) =>
      (...words: unknown[]) =>
        life.say(words),
  );
  replace(
    globalThis,
    "setTimeout",
    (life) => (work: () => void, ms: number) => new Timer(life.later(ms, work)),
  );

  const realClearTimeout = Reflect.get(globalThis, "clearTimeout") as (timer: unknown) => void;

  Reflect.set(globalThis, "clearTimeout", (timer: unknown) =>
    timer instanceof Timer ? timer.cancel() : realClearTimeout(timer),
  );
  // A global of workerd that Node does not have.
  Reflect.set(globalThis, "scheduler", { wait });
}

function uuidOf(life: Life): string {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(16 * life.random()).toString(16)).join("");

  return `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
}

/** In a life only. */
function wait(ms: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = current()?.later(ms, resolve);

    signal?.addEventListener("abort", () => {
      cancel?.();
      reject(signal.reason);
    });
  });
}
