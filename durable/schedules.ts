/** The schedule entries of the deployment: those of the code and those of the API, and every change to them. Disk first, then memory. */
import { type FiringRules, firstDue } from "../shared/schedule/firing.ts";
import type { Changed, FiringView, ScheduleDefinition } from "../shared/wire/schedules.ts";
import type { BeatStore } from "./beat-store.ts";
import {
  type ScheduleEntry,
  entryOf,
  isoTime,
  newProgress,
  newStored,
  viewOfEntry,
} from "./schedule-entry.ts";

const MAX_ENTRIES = 1000;

/** All definitions together, in characters: they are in memory, and in one answer. */
const MAX_DEFINITIONS = 16 * 1024 * 1024;

/** Firings that are remembered of each entry. */
const MAX_HISTORY = 20;

export class Schedules {
  readonly #store: BeatStore;
  readonly #now: () => number;
  readonly #entries: Map<string, ScheduleEntry>;

  constructor(store: BeatStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#entries = new Map(store.load().map((entry) => [entry.name, entry]));
  }

  get all(): readonly ScheduleEntry[] {
    return [...this.#entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): ScheduleEntry | undefined {
    return this.#entries.get(name);
  }

  /**
   * What the code defines now: what it no longer does is removed, what it changed is changed and keeps its count. An entry of the API
   * becomes the code's when the code takes over its name.
   */
  sync(code: ReadonlyMap<string, ScheduleDefinition>): void {
    for (const { name, stored } of this.all) {
      if (stored.source === "code" && !code.has(name)) {
        this.#drop(name);
      }
    }

    for (const [name, definition] of code) {
      const entry = this.#entries.get(name);

      if (entry === undefined) {
        this.#add(name, "code", definition);
      } else if (entry.stored.source === "api" || !isSame(entry.stored.definition, definition)) {
        this.#change(entry, {
          ...entry.stored,
          source: "code",
          enabled: definition.enabled,
          definition,
        });
      }
    }
  }

  /** The same definition again is a repeated request. */
  create(name: string, definition: ScheduleDefinition): Changed {
    const existing = this.#entries.get(name);

    if (existing !== undefined) {
      return existing.stored.source === "api" && isSame(existing.stored.definition, definition)
        ? done(existing)
        : { kind: "exists" };
    }

    return this.#isFull(name, definition) || this.#entries.size >= MAX_ENTRIES
      ? { kind: "full" }
      : done(this.#add(name, "api", definition));
  }

  replace(name: string, definition: ScheduleDefinition, readAt: string): Changed {
    const entry = this.#entries.get(name);

    if (entry === undefined) {
      return { kind: "unknown" };
    }

    if (entry.stored.source === "code") {
      return { kind: "in-code" };
    }

    if (isSame(entry.stored.definition, definition)) {
      return done(entry);
    }

    if (isoTime(entry.stored.updatedAt) !== readAt) {
      return { kind: "changed" };
    }

    return this.#isFull(name, definition)
      ? { kind: "full" }
      : done(this.#change(entry, { ...entry.stored, enabled: definition.enabled, definition }));
  }

  enable(name: string, enabled: boolean): Changed {
    const entry = this.#entries.get(name);

    if (entry === undefined) {
      return { kind: "unknown" };
    }

    if (entry.stored.enabled === enabled) {
      return done(entry);
    }

    const { source, definition } = entry.stored;

    // Of an entry from code, the definition stays what the code says, so that a change of the code is seen.
    return done(
      this.#change(entry, {
        ...entry.stored,
        enabled,
        definition: source === "code" ? definition : { ...definition, enabled },
      }),
    );
  }

  remove(name: string): "removed" | "unknown" | "in-code" {
    const entry = this.#entries.get(name);

    if (entry === undefined) {
      return "unknown";
    }

    if (entry.stored.source === "code") {
      return "in-code";
    }

    this.#drop(name);

    return "removed";
  }

  /**
   * Something became of a due time (`due` null: of a request by hand). The entry may have been removed since, and then there is nothing to
   * tell; or changed, and then what is due next is no longer for the firing to say.
   */
  record(fired: ScheduleEntry, firing: FiringView, next: number | null): void {
    const entry = this.#entries.get(fired.name);

    if (entry === undefined || entry.stored.createdAt !== fired.stored.createdAt) {
      return;
    }

    const { progress } = entry;
    const isRun = firing.outcome === "fired";

    this.#progress(entry, {
      ...progress,
      nextDue: progress.nextDue === fired.progress.nextDue ? next : progress.nextDue,
      history: [firing, ...progress.history].slice(0, MAX_HISTORY),
      ...(isRun && {
        lastRunAt: Date.parse(firing.at),
        lastRunId: firing.run_id,
        totalRunCount: progress.totalRunCount + 1,
      }),
    });
  }

  #add(name: string, source: "api" | "code", definition: ScheduleDefinition): ScheduleEntry {
    const entry = entryOf(name, newStored(source, definition, this.#now()), newProgress(null));

    return this.#put({ ...entry, progress: newProgress(this.#firstDue(entry)) });
  }

  #change(entry: ScheduleEntry, changed: ScheduleEntry["stored"]): ScheduleEntry {
    const { name, progress } = entry;
    const updatedAt = Math.max(this.#now(), entry.stored.updatedAt + 1);
    const next = entryOf(name, { ...changed, updatedAt }, progress);
    const stays = changed.enabled && entry.stored.enabled && isSameTime(entry.rules, next.rules);

    return this.#put(
      stays ? next : { ...next, progress: { ...progress, nextDue: this.#firstDue(next) } },
    );
  }

  #firstDue({ stored, rules }: ScheduleEntry): number | null {
    return stored.enabled ? firstDue(rules, this.#now()) : null;
  }

  #put(entry: ScheduleEntry): ScheduleEntry {
    this.#store.write(entry);
    this.#entries.set(entry.name, entry);

    return entry;
  }

  #progress(entry: ScheduleEntry, progress: ScheduleEntry["progress"]): void {
    const moved = { ...entry, progress };

    this.#store.writeProgress(moved);
    this.#entries.set(entry.name, moved);
  }

  #drop(name: string): void {
    this.#store.remove(name);
    this.#entries.delete(name);
  }

  #isFull(name: string, definition: ScheduleDefinition): boolean {
    let size = JSON.stringify(definition).length;

    for (const entry of this.#entries.values()) {
      size += entry.name === name ? 0 : entry.size;
    }

    return size > MAX_DEFINITIONS;
  }
}

function done(entry: ScheduleEntry): Changed {
  return { kind: "done", entry: viewOfEntry(entry) };
}

function isSame(one: ScheduleDefinition, other: ScheduleDefinition): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What is due next stays what it is. */
function isSameTime(one: FiringRules, other: FiringRules): boolean {
  return (
    JSON.stringify(one.schedule) === JSON.stringify(other.schedule) &&
    one.timezone === other.timezone &&
    one.endsAt === other.endsAt
  );
}
