/**
 * How long frames take while the picture is moved. The browser hands a move of the mouse on once a frame, so the moves come as fast as the
 * frames do.
 */
import type { Page } from "playwright-core";

import { quantile } from "../measure.ts";

const STEPS = 120;
const CENTRE = { x: 590, y: 500 };
const REACH = 220;
const WHEEL = 40;
const GRIP = 20;

/** Milliseconds from frame to frame. */
export interface Pace {
  readonly p50: number;
  readonly p95: number;
}

/** The hand takes hold of the sheet and goes to and fro. */
export function pacePanning(page: Page): Promise<Pace> {
  return paceOf(page, async () => {
    await page.mouse.move(CENTRE.x, CENTRE.y);
    await page.mouse.down({ button: "middle" });

    for (let step = 0; step < STEPS; step += 1) {
      const x = CENTRE.x + REACH * Math.sin(step / 9);
      await page.mouse.move(x, CENTRE.y + REACH * Math.sin(step / 14));
    }

    await page.mouse.up({ button: "middle" });
  });
}

/** A task is taken to and fro over the others, and put back. */
export function paceDragging(page: Page): Promise<Pace> {
  return paceOf(page, async () => {
    const start = await gripInSight(page);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();

    for (let step = 0; step < STEPS; step += 1) {
      await page.mouse.move(
        CENTRE.x + REACH * Math.sin(step / 9),
        CENTRE.y + REACH * Math.sin(step / 14),
      );
    }

    await page.locator(".react-flow__node.dragging").waitFor();
    await page.mouse.move(start.x, start.y);
    await page.mouse.up();
  });
}

/** Where the hand takes hold of a task, next to the middle: those at the edges lie under what stands around the sheet. */
function gripInSight(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  return page.locator(".react-flow__node-box").evaluateAll(
    (tasks, { x, y, grip }) => {
      const grips = tasks.map((task) => {
        const box = task.getBoundingClientRect();

        return { x: box.x + grip, y: box.y + grip };
      });

      return grips.reduce((a, b) =>
        Math.hypot(a.x - x, a.y - y) < Math.hypot(b.x - x, b.y - y) ? a : b,
      );
    },
    { ...CENTRE, grip: GRIP },
  );
}

/** In and out with the wheel. */
export function paceZooming(page: Page): Promise<Pace> {
  return paceOf(page, async () => {
    await page.mouse.move(CENTRE.x, CENTRE.y);

    for (let step = 0; step < STEPS; step += 1) {
      await page.mouse.wheel(0, WHEEL * Math.sin(step / 9));
    }
  });
}

async function paceOf(page: Page, move: () => Promise<void>): Promise<Pace> {
  const frames = await page.evaluateHandle(() => {
    const times: number[] = [];
    const record = (at: number): void => {
      times.push(at);
      requestAnimationFrame(record);
    };
    requestAnimationFrame(record);

    return times;
  });

  await move();

  const times = await frames.jsonValue();
  const deltas = times.slice(1).map((at, index) => at - (times[index] ?? at));

  return { p50: quantile(deltas, 0.5), p95: quantile(deltas, 0.95) };
}
