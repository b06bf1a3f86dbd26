/** The runs of a shard that are in memory: all that are not final, and the final ones somebody asked for of late. */
import { isRunId } from "../shared/engine/ids.ts";
import type { Archive } from "./archive.ts";
import { type KeptRun, isIdle } from "./kept-run.ts";

/** A final run that nobody asked for this long leaves memory. */
const IDLE_MS = 30_000;

/** Reading many runs must not fill memory while no alarm goes off: so often, at most, those that may leave it do. */
const SWEEP_MS = 1000;

export class RunMemory {
  readonly #archive: Archive;
  readonly #now: () => number;
  readonly #runs = new Map<string, KeptRun>();
  #sweptAt = 0;

  constructor(archive: Archive, now: () => number) {
    this.#archive = archive;
    this.#now = now;
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
    const runId = isRunId(id) ? id : this.#archive.keys.runOf(id);

    return runId === undefined ? undefined : this.#findRun(runId);
  }

  #findRun(id: string): KeptRun | undefined {
    const known = this.#runs.get(id);
    const found = known ?? this.#archive.find(id);

    if (found !== undefined) {
      found.usedAt = this.#now();
      this.#runs.set(id, found);
    }

    if (known === undefined && this.#now() - this.#sweptAt >= SWEEP_MS) {
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
  }

  forget(id: string): void {
    this.#runs.delete(id);
  }

  /** Lets final runs go that are in the archive and that nobody asked for of late. */
  sweep(): void {
    this.#sweptAt = this.#now();

    for (const [id, kept] of this.#runs) {
      if (isIdle(kept, this.#sweptAt - IDLE_MS)) {
        this.#runs.delete(id);
      }
    }
  }
}
