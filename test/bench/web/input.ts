/** How long a key takes until what it did can be seen: what browsers count as Interaction to Next Paint (Event Timing, W3C). */
import { setTimeout } from "node:timers/promises";

import type { Page } from "playwright-core";

import { quantile } from "../measure.ts";
import type { Pace } from "./frames.ts";

/** The browser tells of no shorter ones. */
const LEAST_MS = 16;
/** A key that is held down repeats so often. */
const REPEAT_MS = 33;
const SETTLED_MS = 500;

/** Presses one key after the other as fast as a key repeats; from each to the frame that was drawn after it. */
export async function latencyOf(page: Page, keys: readonly string[]): Promise<Pace> {
  const taken = await page.evaluateHandle((durationThreshold) => {
    const times: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) {
        if (name === "keydown") {
          times.push(duration);
        }
      }
    });
    // TypeScript's DOM does not know the threshold of Event Timing.
    const options: PerformanceObserverInit & { readonly durationThreshold: number } = {
      type: "event",
      durationThreshold,
    };
    observer.observe(options);

    return times;
  }, LEAST_MS);

  for (const key of keys) {
    await page.keyboard.press(key);
    await setTimeout(REPEAT_MS);
  }

  // What the last key did is told with the frame after.
  await setTimeout(SETTLED_MS);
  const told = await taken.jsonValue();
  const times = [...told, ...keys.slice(told.length).map(() => LEAST_MS)];

  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
