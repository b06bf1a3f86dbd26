/** What frames and answers may take. */
import { atMost, type Finding } from "../finding.ts";
import type { Pace } from "./frames.ts";

/** 60 frames a second, and what a clock of the browser is coarser. */
const FRAME_MS = 17;
/** What takes longer feels slow (Interaction to Next Paint). */
const ANSWER_MS = 200;

/** 60 frames a second, and 30 at worst. */
export function smooth(what: string, pace: Pace): readonly Finding[] {
  return [
    atMost({ what: `${what}: frame, p50`, limit: FRAME_MS, unit: " ms" }, pace.p50),
    ...steady(what, pace),
  ];
}

/** 30 frames a second. */
export function steady(what: string, pace: Pace): readonly Finding[] {
  return [atMost({ what: `${what}: frame, p95`, limit: 2 * FRAME_MS, unit: " ms" }, pace.p95)];
}

export function answers(what: string, pace: Pace): readonly Finding[] {
  return [atMost({ what: `${what}: key to frame, p95`, limit: ANSWER_MS, unit: " ms" }, pace.p95)];
}
