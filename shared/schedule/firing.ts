/**
 * What to do with a schedule entry whose time has come: fire, let this time pass, or wait. Pure: whoever asks has the clock and knows
 * whether the previous run is over.
 *
 *     due ──▶ + jitter ──▶ too late? ──▶ previous run over? ──▶ fire
 *                             │ skip        │ skip, or wait
 */
import { dice } from "./dice.ts";
import { type Schedule, nextRun, nextRunInStep } from "./schedule.ts";

/** What becomes of a due time while the previous run is not over. `queue`: one run waits and stands for all that were due meanwhile. */
export const OVERLAPS = ["skip", "queue", "allow"] as const;
type Overlap = (typeof OVERLAPS)[number];

/** When something is due. */
export interface DueRules {
  readonly schedule: Schedule;
  readonly timezone: string;
  /** Nothing is due after this; Infinity: no end. */
  readonly endsAt: number;
}

/** When it runs. */
export interface FiringRules extends DueRules {
  readonly overlap: Overlap;
  /** How long after its time a run may still start; Infinity: any time. */
  readonly deadlineMs: number;
  /** Each run starts up to so much later, by chance, so that not everything starts on the stroke of the hour. */
  readonly jitterMs: number;
  /** Of this entry alone: chance is drawn from it and from the due time, so it is always the same for the same run. */
  readonly seed: string;
}

/** `next` is what is due after it; null: nothing. */
export type FiringDecision =
  | { readonly kind: "fire"; readonly due: number; readonly next: number | null }
  | {
      readonly kind: "skip";
      readonly due: number;
      readonly why: "late" | "overlap";
      readonly next: number | null;
    }
  /** Until the previous run is over: ask again. */
  | { readonly kind: "wait" };

/** When an entry that is new, or changed, or enabled again, is first due. What was due before is not made up for. */
export function firstDue(rules: DueRules, now: number): number | null {
  return beforeEnd(rules, nextRun(rules.schedule, now, rules.timezone));
}

/** When the run of a due time starts. */
export function startsAt({ jitterMs, seed }: FiringRules, due: number): number {
  return due + Math.floor(jitterMs * dice(`${seed}/jitter/${due}`));
}

export interface FiringMoment {
  readonly now: number;
  readonly previousIsRunning: boolean;
}

/**
 * After a time in which nobody looked there is one run, not one for each time that was missed: the first that is not too late stands for
 * all of them.
 */
export function decideFiring(
  rules: FiringRules,
  due: number,
  moment: FiringMoment,
): FiringDecision {
  const { now, previousIsRunning } = moment;
  const inTime = firstInTime(rules, due, now - rules.deadlineMs);

  if (inTime === null || startsAt(rules, inTime) > now) {
    return { kind: "skip", due, why: "late", next: inTime };
  }

  if (previousIsRunning && rules.overlap === "queue") {
    return { kind: "wait" };
  }

  const next = firstStartingAfter(rules, inTime, now);

  return previousIsRunning && rules.overlap === "skip"
    ? { kind: "skip", due: inTime, why: "overlap", next }
    : { kind: "fire", due: inTime, next };
}

function firstInTime(rules: FiringRules, due: number, earliest: number): number | null {
  return startsAt(rules, due) >= earliest ? due : firstStartingAfter(rules, due, earliest - 1);
}

/** The first due time behind `due` whose run starts later than `instant`. */
function firstStartingAfter(rules: FiringRules, due: number, instant: number): number | null {
  const { schedule, timezone, jitterMs } = rules;
  let next = nextRunInStep(schedule, { due, instant: instant - jitterMs, timezone });

  while (next !== undefined && startsAt(rules, next) <= instant) {
    next = nextRunInStep(schedule, { due: next, instant: next, timezone });
  }

  return beforeEnd(rules, next);
}

function beforeEnd({ endsAt }: DueRules, due: number | undefined): number | null {
  return due === undefined || due > endsAt ? null : due;
}
