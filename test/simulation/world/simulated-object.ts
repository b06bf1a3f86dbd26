/**
 * A Durable Object: the real class, on a disk that outlives it. It is loaded by whatever reaches it first, keeps answering until its life
 * ends (it is evicted, or dies), and is loaded anew by the next call or alarm.
 *
 * The alarm is the platform's: it goes off at least once, tries again when its handler fails or dies with the object, and is given up
 * after six tries. https://developers.cloudflare.com/durable-objects/api/alarms/
 */
import type { Surroundings } from "../../support/platform/backend.ts";
import { Disk } from "./disk.ts";
import { ConnectionLost, describe, isInjected } from "./injected-fault.ts";
import type { Life } from "./life.ts";
import type { WorldPorts } from "./world-ports.ts";

/** An object that nobody calls and that waits for nothing leaves memory after so long, or sooner. */
const IDLE_MS = 120_000;
const IDLE_MIN_MS = 10_000;

/** A clock that jumps does so within so long after the object was loaded. */
const JUMP_MS = 120_000;

const OUTAGE_MS = 60_000;

const ALARM_TRIES = 6;
const ALARM_RETRY_MS = 2000;

/** What the platform calls. */
interface Instance {
  readonly [method: string]: unknown;
}

export type Opens = (surroundings: Surroundings) => object;

/** One stay in memory. */
interface Stay {
  readonly life: Life;
  readonly instance: Instance;
  /** Until then nothing is delivered to it. */
  readonly ready: Promise<unknown>;
}

export class SimulatedObject {
  readonly name: string;
  readonly #open: Opens;
  readonly #ports: WorldPorts;
  readonly disk: Disk;
  #stay: Stay | null = null;
  #usedAt = 0;
  #calls = 0;
  #alarmTries = 0;
  #reachableAt = 0;
  #isAlarmRunning = false;

  constructor(name: string, open: Opens, ports: WorldPorts) {
    this.name = name;
    this.#open = open;
    this.#ports = ports;
    this.disk = new Disk(name, { dice: ports.dice, alarmSet: () => this.#planAlarm() });
  }

  /** Calls reach it; where they do not, none does for a while. */
  get isInReach(): boolean {
    const { timeline, dice } = this.#ports;

    if (timeline.now >= this.#reachableAt && dice.happens("object out of reach", this.name)) {
      this.#reachableAt = timeline.now + dice.upTo(OUTAGE_MS, `outage of ${this.name}`);
    }

    return timeline.now >= this.#reachableAt;
  }

  /** Its memory is lost, in the midst of whatever it does. */
  kill(): void {
    this.#stay?.life.end();
  }

  /** One call arrives. Rejects as the caller would see it; the method's own errors among that. */
  async deliver(method: string, values: readonly unknown[]): Promise<unknown> {
    const { life, instance, ready } = this.#load();
    const answered = Promise.withResolvers<unknown>();

    this.#calls += 1;
    life.onEnd(() => answered.reject(new ConnectionLost(`${this.name} went away.`)));

    const work = async (): Promise<unknown> => {
      await ready;

      return (instance[method] as (...given: readonly unknown[]) => Promise<unknown>)(...values);
    };

    life.live(work).then(
      (reply) => life.isOver || answered.resolve(reply),
      (error: unknown) => life.isOver || answered.reject(this.#checked(method, error)),
    );

    try {
      return await answered.promise;
    } finally {
      this.#calls -= 1;
      this.#usedAt = this.#ports.timeline.now;
    }
  }

  /** An object may fail only where the world made it fail. */
  #checked(method: string, error: unknown): unknown {
    if (!isInjected(error)) {
      this.#ports.wrong(`${method} of ${this.name} rejected: ${describe(error)}`);
    }

    return error;
  }

  #load(): Stay {
    this.#evictIfIdle();

    this.#stay ??= this.#begin();
    this.#usedAt = this.#ports.timeline.now;

    return this.#stay;
  }

  #begin(): Stay {
    const { begin, dice, bindingsOf, timeline, tell } = this.#ports;
    const life = begin(this.name);
    let ready: Promise<unknown> = Promise.resolve();

    tell(`${this.name} is loaded`);
    this.#setClock(life);
    timeline.after(dice.upTo(JUMP_MS, `clock of ${this.name}`), () => this.#setClock(life));
    life.onEnd(() => {
      tell(`${this.name} is gone`);
      this.#stay = null;
    });

    const context = {
      id: { name: this.name },
      storage: this.disk.storageFor(life),
      blockConcurrencyWhile: (work: () => Promise<unknown>): Promise<unknown> => {
        ready = Promise.all([ready, life.await(work())]);

        return ready;
      },
      waitUntil: () => {},
      acceptWebSocket: () => {},
      getWebSockets: () => [],
      setWebSocketAutoResponse: () => {},
      abort: () => life.end(),
    };
    const instance = this.#construct(life, { context, bindings: bindingsOf(life) });

    if (dice.happens("object dies while it waits", this.name)) {
      timeline.after(dice.upTo(60_000, `life of ${this.name}`), () => life.end());
    }

    return { life, instance, ready };
  }

  #setClock(life: Life): void {
    const { dice, tell } = this.#ports;

    if (dice.happens("object's clock jumps", this.name)) {
      life.clockErrorMs = dice.upTo(120_000, `clock of ${this.name}`) - 60_000;
      tell(`The clock of ${this.name} is ${life.clockErrorMs / 1000} s ahead`);
    }
  }

  #construct(life: Life, surroundings: Surroundings): Instance {
    try {
      return life.live(() => this.#open(surroundings)) as Instance;
    } catch (error) {
      life.end();
      throw this.#checked("construction", error);
    }
  }

  #evictIfIdle(): void {
    const { timeline, dice } = this.#ports;
    const stay = this.#stay;

    if (stay === null || stay.life.hasTimers || this.#calls > 0) {
      return;
    }

    const idleMs = timeline.now - this.#usedAt;

    if (idleMs > IDLE_MS || (idleMs > IDLE_MIN_MS && dice.happens("object evicted", this.name))) {
      stay.life.end();
    }
  }

  #planAlarm(): void {
    const { timeline, dice } = this.#ports;
    const at = this.disk.alarmAt;

    if (at === null) {
      return;
    }

    const lateMs = dice.happens("alarm late", this.name)
      ? dice.upTo(60_000, `alarm of ${this.name}`)
      : 0;

    // It goes by the clock of the machine that the object is on.
    const clock = this.#stay?.life.clock ?? timeline.now;

    timeline.after(at - clock + lateMs, () => {
      // Set anew in the meantime, or gone off.
      if (this.disk.alarmAt === at) {
        void this.#ring(at);
      }
    });
  }

  async #ring(at: number): Promise<void> {
    const { timeline, dice, tell } = this.#ports;

    if (this.#isAlarmRunning) {
      timeline.after(1, () => this.disk.alarmAt === at && void this.#ring(at));

      return;
    }

    this.#isAlarmRunning = true;
    this.disk.alarmAt = null;
    tell(`${this.name}: alarm`);

    try {
      await this.deliver("alarm", []);
      this.#alarmTries = 0;

      if (dice.happens("alarm twice", this.name)) {
        tell(`${this.name}: alarm once more`);
        await this.deliver("alarm", []);
      }
    } catch {
      this.#ringAgain(at);
    } finally {
      this.#isAlarmRunning = false;
    }
  }

  #ringAgain(at: number): void {
    this.#alarmTries += 1;

    if (this.disk.alarmAt === null && this.#alarmTries <= ALARM_TRIES) {
      this.disk.alarmAt = at;
      this.#ports.timeline.after(ALARM_RETRY_MS * 2 ** (this.#alarmTries - 1), () => {
        if (this.disk.alarmAt === at) {
          void this.#ring(at);
        }
      });
    }
  }
}
