/**
 * Dice with names. What falls depends on the seed and the name alone, never on what was thrown before, so a fault that is switched off
 * leaves the others as they are; and everything out of the ordinary that happened can be listed, and made to happen again.
 */
export type Fault = keyof typeof FAULTS;

/** What may go wrong, and how often at most where it may: each world draws its own rates. */
const FAULTS = {
  "send refused": 0.2,
  "send taken, answer lost": 0.1,
  "message lost": 0.1,
  "message sent twice": 0.1,
  "message delayed": 0.1,
  "message delivered twice": 0.1,
  "messages out of order": 0.5,
  "metrics fail": 0.3,
  "consumer dies": 0.05,
  "last words are heard": 0.5,
  "consumer is taken for dead": 0.05,
  "consumer's clock is off": 0.2,
  "request lost": 0.1,
  "reply lost": 0.1,
  "call is slow": 0.1,
  "object out of reach": 0.02,
  "object dies inside a write": 0.03,
  "object dies after a write": 0.03,
  "object dies at a call": 0.05,
  "object dies while it waits": 0.1,
  "object evicted": 0.5,
  "object's clock jumps": 0.3,
  "write refused": 0.03,
  "alarm late": 0.2,
  "alarm twice": 0.2,
} as const;

/** The fault in the name of what happened; undefined where it was a choice. */
export function faultIn(name: string): Fault | undefined {
  const [kind = ""] = name.split(":");

  return isFault(kind) ? kind : undefined;
}

function isFault(kind: string): kind is Fault {
  return Object.hasOwn(FAULTS, kind);
}

export interface Dice {
  /** Whether it goes wrong this time. */
  happens(fault: Fault, subject: string): boolean;
  /** What was drawn for a run of this world: an option of a task, a revocation. */
  chosen(what: string, rate: number): boolean;
  /** A whole number from 0 to `max`. */
  upTo(max: number, what: string): number;
}

/** Where nothing goes wrong. */
export class FairDice implements Dice {
  readonly #seed: number;
  /** False: nothing goes wrong any more. */
  isLoaded = true;
  readonly #times = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Everything that went wrong or was chosen so far, by name. */
  get happened(): readonly string[] {
    return [];
  }

  happens(_fault: Fault, _subject: string): boolean {
    return false;
  }

  chosen(what: string, rate: number): boolean {
    return this.fraction(what) < rate;
  }

  upTo(max: number, what: string): number {
    return Math.floor(this.fraction(this.numbered(what)) * (max + 1));
  }

  /** The name with how often it was asked for before. */
  protected numbered(name: string): string {
    const times = this.#times.get(name) ?? 0;

    this.#times.set(name, times + 1);

    return times === 0 ? name : `${name} #${times + 1}`;
  }

  /** In [0, 1). */
  protected fraction(name: string): number {
    return hash(name, this.#seed) / 2 ** 32;
  }
}

/** Where exactly that goes wrong which a script says, and nothing is chosen. */
export class ScriptedDice extends FairDice {
  readonly #script: (fault: Fault, subject: string) => boolean;
  readonly #happened: string[] = [];

  constructor(script: (fault: Fault, subject: string) => boolean) {
    super(1);
    this.#script = script;
  }

  override get happened(): readonly string[] {
    return this.#happened;
  }

  override happens(fault: Fault, subject: string): boolean {
    const happens = this.isLoaded && this.#script(fault, subject);

    if (happens) {
      this.#happened.push(this.numbered(`${fault}: ${subject}`));
    }

    return happens;
  }

  override chosen(_what: string, _rate: number): boolean {
    return false;
  }
}

/** So many faults are enough for one world; afterwards all must end well. */
const MAX_FAULTS = 60;

/** Every kind of fault has a rate of its own, and most are left out, so that those that are there meet in many ways. */
const ACTIVE_SHARE = 0.35;

export class LoadedDice extends FairDice {
  /** Only these may happen; null: whatever falls. */
  readonly #only: ReadonlySet<string> | null;
  readonly #rates: ReadonlyMap<Fault, number>;
  readonly #happened = new Set<string>();
  #faults = 0;

  constructor(seed: number, only: ReadonlySet<string> | null = null) {
    super(seed);
    this.#only = only;
    this.#rates = new Map(
      (Object.keys(FAULTS) as Fault[]).map((fault) => [fault, this.#rateOf(fault)]),
    );
  }

  override get happened(): readonly string[] {
    return [...this.#happened];
  }

  override happens(fault: Fault, subject: string): boolean {
    const rate = this.#rates.get(fault) ?? 0;

    if (!this.isLoaded || (rate === 0 && this.#only === null)) {
      return false;
    }

    const falls =
      this.#faults < MAX_FAULTS && this.#falls(this.numbered(`${fault}: ${subject}`), rate);

    this.#faults += falls ? 1 : 0;

    return falls;
  }

  override chosen(what: string, rate: number): boolean {
    return this.#falls(what, rate);
  }

  #falls(name: string, rate: number): boolean {
    const falls = this.#only === null ? this.fraction(name) < rate : this.#only.has(name);

    if (falls) {
      this.#happened.add(name);
    }

    return falls;
  }

  #rateOf(fault: Fault): number {
    return this.fraction(`${fault} is active`) < ACTIVE_SHARE
      ? FAULTS[fault] * this.fraction(`rate of ${fault}`)
      : 0;
  }
}

/** FNV-1a over the name, then the finalizer of MurmurHash3: neighbouring names and seeds fall far apart. */
function hash(name: string, seed: number): number {
  let state = 0x811c9dc5 ^ seed;

  for (let index = 0; index < name.length; index += 1) {
    state = Math.imul(state ^ name.charCodeAt(index), 0x01000193);
  }

  state = Math.imul(state ^ (state >>> 16) ^ seed, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);

  return (state ^ (state >>> 16)) >>> 0;
}
