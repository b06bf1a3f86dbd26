/**
 * Rest: a run that only waits for a time far off leaves memory, and is back a minute before that time. So an eta of months costs two rows
 * (`timer-store.ts`) and no memory.
 */
import { type RunState, isRunFinal } from "../shared/engine/run.ts";
import { nodeTimer } from "../shared/engine/timing.ts";
import type { KeptRun } from "./kept-run.ts";

/** What is due sooner stays in memory: it is not worth two rows. */
const REST_MS = 5 * 60_000;

/** So long before its time a run is back, and does not leave any more. */
export const WAKE_MS = 60_000;

/** When the first of its nodes is due, where the run waits for nothing but time; 0 otherwise. */
export function waitsUntil({ counts, nodes }: RunState): number {
  const isUnderWay =
    counts.READY + counts.GATED + counts.SENT > 0 || counts.DELAYED + counts.RETRY === 0;

  return isUnderWay
    ? 0
    : nodes.reduce((earliest, node) => {
        const at = nodeTimer(node);

        return at > 0 && (earliest === 0 || at < earliest) ? at : earliest;
      }, 0);
}

/** When it must be back if it may leave memory; 0: it may not. */
export function restUntil(run: RunState, now: number): number {
  const until = waitsUntil(run);

  return until > now + REST_MS ? until : 0;
}

/** Its rows bring it back: when it is asked for, or in time. */
export function mayLeave({ run, restsUntil }: KeptRun, now: number): boolean {
  return isRunFinal(run) || restsUntil > now + WAKE_MS;
}
