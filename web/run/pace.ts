/** What a group's pace is told as. All pure. */
import { RATE_WINDOW_MS } from "../../shared/engine/pace.ts";
import { NO_PACE, type Pace } from "../graph/nodes/node-look.ts";
import { formatDuration, formatRate } from "../ui/format.ts";
import { tally } from "../ui/state.ts";
import type { GroupFacts } from "./group-facts.ts";

const LEAST_LEFT_MS = 1_000;

/** `ms` since the run was created: of members of which none has ended for a while the old rate says nothing. */
export function paceWords({ counts, pace }: Pick<GroupFacts, "counts" | "pace">, ms: number): Pace {
  if (pace === null) {
    return NO_PACE;
  }

  const { done, total } = tally(counts);
  const isOver = done === total;
  const rate = isOver || ms - pace.ended_at <= RATE_WINDOW_MS ? pace.rate : 0;

  return {
    rate: formatRate(rate),
    left: leftWords(isOver || rate === 0 ? 0 : ((total - done) / rate) * 1_000),
    p50: durationWords(pace.p50),
    p95: durationWords(pace.p95),
  };
}

/** What is less than a second is over before it is read. */
function leftWords(ms: number): string | null {
  return ms < LEAST_LEFT_MS ? null : formatDuration(ms);
}

function durationWords(ms: number | null): string | null {
  return ms === null ? null : formatDuration(ms);
}
