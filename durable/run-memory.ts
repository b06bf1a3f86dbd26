/** The runs of a shard that are in memory: those that go on and are not at rest, and the others that somebody asked for of late. */
import { isRunId } from "../shared/engine/ids.ts";
import type { Archive } from "./archive.ts";
import type { KeptRun } from "./kept-run.ts";
import { WAKE_MS, mayLeave } from "./rest.ts";

/** Runs at rest that are brought back together. */
const WAKE_AT_ONCE = 200;

/** A run that may leave memory and that nobody asked for this long does. */
const IDLE_MS = 30_000;

/** Reading many runs must not fill memory while no alarm goes off: so often, at most, those that may leave it do. */
const SWEEP_MS = 1000;

export interface RunMemoryPorts {
  readonly archive: Archive;
  readonly now: () => number;
  /** It is in memory now, as it was stored or submitted. */
  readonly came: (kept: KeptRun) => void;
  readonly left: (kept: ReadonlySet<KeptRun>) => void;
}

export class RunMemory {
  readonly #ports: RunMemoryPorts;
  readonly #runs = new Map<string, KeptRun>();
  #sweptAt = 0;

  constructor(ports: RunMemoryPorts) {
    this.#ports = ports;
  }

  get all(): Iterable<KeptRun> {
    return this.#runs.values();
  }

  /** Some task is on its way: ready, in a queue, or being run. What waits for its time alone can wait unwatched. */
  get isUnderWay(): boolean {
    return this.#runs.values().some(({ run: { counts } }) => counts.READY + counts.SENT > 0);
  }

  /** By its own id or the one that was chosen for it. Brings it back from the archive where it left memory. */
  find(id: string): KeptRun | undefined {
    const runId = isRunId(id) ? id : this.#ports.archive.keys.runOf(id);

    return runId === undefined ? undefined : this.#findRun(runId);
  }

  #findRun(id: string): KeptRun | undefined {
    const { archive, now } = this.#ports;
    const known = this.#runs.get(id);
    const found = known ?? archive.find(id);

    if (found !== undefined) {
      found.usedAt = now();
    }

    if (known === undefined && found !== undefined) {
      this.keep(found);
    }

    if (known === undefined && now() - this.#sweptAt >= SWEEP_MS) {
      this.sweep();
    }

    return found;
  }

  /** If it is in memory. */
  peek(id: string): KeptRun | undefined {
    return this.#runs.get(id);
  }

  get(id: string): KeptRun {
    const kept = this.find(id);

    if (kept === undefined) {
      throw new RangeError(`Run ${id} is in the log and not in the archive.`);
    }

    return kept;
  }

  keep(kept: KeptRun): void {
    this.#runs.set(kept.run.id, kept);
    this.#ports.came(kept);
  }

  /** When the next of those at rest must be back; undefined when there is none. */
  get wakeAt(): number | undefined {
    const { nextAt } = this.#ports.archive.timers;

    return nextAt === undefined ? undefined : nextAt - WAKE_MS;
  }

  /** Brings back some of those at rest whose time has almost come. */
  wake(): void {
    const { archive, now } = this.#ports;

    archive
      .wake(now() + WAKE_MS, WAKE_AT_ONCE)
      .filter(({ run }) => !this.#runs.has(run.id))
      .forEach((kept) => this.keep(kept));
  }

  forget(ids: readonly string[]): void {
    this.#leave(ids.flatMap((id) => this.#runs.get(id) ?? []));
  }

  /** Lets those go that are stored as they are, that nobody asked for of late, and that come back by themselves if they have to. */
  sweep(): void {
    const now = this.#ports.now();

    this.#sweptAt = now;
    this.#leave(
      [...this.#runs.values()].filter(
        (kept) => !kept.isDirty && kept.usedAt < now - IDLE_MS && mayLeave(kept, now),
      ),
    );
  }

  #leave(kept: readonly KeptRun[]): void {
    if (kept.length > 0) {
      kept.forEach(({ run }) => this.#runs.delete(run.id));
      this.#ports.left(new Set(kept));
    }
  }
}
