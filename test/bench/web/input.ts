/** How long a key takes until what it did can be seen. */
import type { Page } from "playwright-core";

import { quantile } from "../measure.ts";
import type { Pace } from "./frames.ts";

/** From each key that is pressed meanwhile to the frame that was drawn after it. */
export async function latencyOf(page: Page, press: () => Promise<void>): Promise<Pace> {
  const taken = await page.evaluateHandle(() => {
    const times: number[] = [];
    // Before all others, so that what the key does is counted.
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // The first turn of the browser after the frame.
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", () => times.push(performance.now() - timeStamp));
          port1.start();
          port2.postMessage(null);
        });
      },
      { capture: true },
    );

    return times;
  });

  await press();

  const times = await taken.jsonValue();

  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
