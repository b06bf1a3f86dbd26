/**
 * Fires what is due. One way for the alarm and for the cron trigger: whatever calls it, however often, each due time fires once.
 *
 *     due ──▶ decide ──▶ submit under the id of that due time ──▶ record: what is due next, history
 *
 * An object that restarts in between finds the same due time, makes the same id, and the shard knows the run already. Firings of different
 * entries go side by side; one that fails is tried again, later and later.
 */
import { type FiringDecision, decideFiring, startsAt } from "../shared/schedule/firing.ts";
import type { FiringView } from "../shared/wire/schedules.ts";
import type { BeatPorts } from "./beat-ports.ts";
import { failed } from "./failed.ts";
import { type ScheduleEntry, firingId, isoTime } from "./schedule-entry.ts";
import type { Schedules } from "./schedules.ts";

/** Whoever waits for a previous run looks so often whether it is over. */
const WAIT_MS = 10_000;

const RETRY_MS = 2000;
const MAX_RETRY_MS = 5 * 60_000;

export interface FiringsPorts extends Pick<BeatPorts, "submit" | "stateOf"> {
  readonly schedules: Schedules;
  readonly now: () => number;
}

/** A due time whose run is not started then but later. */
interface Postponed {
  readonly due: number;
  readonly until: number;
  readonly tries: number;
}

type Decided = Exclude<FiringDecision, { readonly kind: "wait" }>;

export class Firings {
  readonly #ports: FiringsPorts;
  /** By name: being fired at this moment. */
  readonly #busy = new Set<string>();
  readonly #postponed = new Map<string, Postponed>();

  constructor(ports: FiringsPorts) {
    this.#ports = ports;
  }

  /** When the next one is due; undefined when none is. What is being fired is not looked at. */
  get nextAt(): number | undefined {
    const times = this.#ports.schedules.all
      .filter(({ name }) => !this.#busy.has(name))
      .flatMap((entry) => this.#firesAt(entry) ?? []);

    return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
  }

  /** Never rejects. */
  async fireDue(): Promise<void> {
    const now = this.#ports.now();
    const due = this.#ports.schedules.all.filter(
      (entry) => !this.#busy.has(entry.name) && (this.#firesAt(entry) ?? Infinity) <= now,
    );

    await Promise.all(due.map(async (entry) => this.#fireGuarded(entry)));
  }

  /** By hand, whatever runs already. The same run id again is a repeated request. */
  async fireNow(entry: ScheduleEntry, runId: string): Promise<FiringView> {
    const known = entry.progress.history.find(({ run_id }) => run_id === runId);

    if (known !== undefined) {
      return known;
    }

    const firing = await this.#submit(entry, runId, null);
    const { schedules } = this.#ports;

    schedules.record(entry, firing, entry.progress.nextDue);

    return firing;
  }

  #firesAt({ name, rules, progress }: ScheduleEntry): number | undefined {
    const { nextDue } = progress;
    const postponed = this.#postponed.get(name);

    if (nextDue === null) {
      return undefined;
    }

    return Math.max(startsAt(rules, nextDue), postponed?.due === nextDue ? postponed.until : 0);
  }

  async #fireGuarded(entry: ScheduleEntry): Promise<void> {
    const { name, progress } = entry;
    const { nextDue } = progress;

    if (nextDue === null) {
      return;
    }

    this.#busy.add(name);

    try {
      await this.#fire(entry, nextDue);
    } catch (error) {
      const tries = (this.#postponed.get(name)?.tries ?? 0) + 1;
      const delay = Math.min(RETRY_MS * 2 ** (tries - 1), MAX_RETRY_MS);

      failed(`The schedule "${name}" could not be fired and is tried again`, error);
      this.#postponed.set(name, {
        due: nextDue,
        until: this.#ports.now() + delay,
        tries,
      });
    } finally {
      this.#busy.delete(name);
    }
  }

  async #fire(entry: ScheduleEntry, due: number): Promise<void> {
    const { name, rules } = entry;
    const previousIsRunning = await this.#previousIsRunning(entry);

    if (this.#ports.schedules.find(name) !== entry) {
      // Changed or removed while we asked: what is due is decided anew.
      return;
    }

    const now = this.#ports.now();
    const decision = decideFiring(rules, due, { now, previousIsRunning });

    if (decision.kind === "wait") {
      this.#postponed.set(name, { due, until: now + WAIT_MS, tries: 0 });

      return;
    }

    await this.#carryOut(entry, due, decision);
    this.#postponed.delete(name);
  }

  async #carryOut(entry: ScheduleEntry, due: number, decision: Decided): Promise<void> {
    const { schedules } = this.#ports;

    if (isTooLateFor(due, decision) && (await this.#wasSubmitted(entry, due))) {
      // An earlier life of the object fired it and had no time to write that down.
      const next = decision.kind === "fire" ? decision.due : decision.next;

      schedules.record(entry, this.#fired(due, firingId(entry, due)), next);

      return;
    }

    if (decision.kind === "skip") {
      schedules.record(entry, this.#skipped(decision), decision.next);

      return;
    }

    const firing = await this.#submit(entry, firingId(entry, decision.due), decision.due);

    schedules.record(entry, firing, decision.next);
  }

  async #previousIsRunning({ rules, progress }: ScheduleEntry): Promise<boolean> {
    const { lastRunId } = progress;

    return (
      rules.overlap !== "allow" &&
      lastRunId !== null &&
      (await this.#ports.stateOf(lastRunId)) === "running"
    );
  }

  async #wasSubmitted(entry: ScheduleEntry, due: number): Promise<boolean> {
    return (await this.#ports.stateOf(firingId(entry, due))) !== "unknown";
  }

  async #submit(entry: ScheduleEntry, runId: string, due: number | null): Promise<FiringView> {
    const { name, stored } = entry;
    const fired = this.#fired(due, runId);
    const reason = await this.#ports.submit({ runId, name, definition: stored.definition });

    return reason === null ? fired : { ...fired, outcome: "refused", run_id: null, reason };
  }

  #fired(due: number | null, runId: string): FiringView {
    return { ...this.#at(due), outcome: "fired", run_id: runId, reason: null };
  }

  #skipped({ due, why }: Extract<Decided, { readonly kind: "skip" }>): FiringView {
    const reason = why === "late" ? "its deadline had passed" : "the previous run was not over";

    return { ...this.#at(due), outcome: "skipped", run_id: null, reason };
  }

  #at(due: number | null): Pick<FiringView, "due_at" | "at"> {
    return { due_at: due === null ? null : isoTime(due), at: isoTime(this.#ports.now()) };
  }
}

function isTooLateFor(due: number, decision: Decided): boolean {
  return decision.due !== due || (decision.kind === "skip" && decision.why === "late");
}
