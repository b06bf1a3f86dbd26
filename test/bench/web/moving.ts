/** How the picture of a large drawing follows the hand. */
import type { Browser, Page } from "playwright-core";

import type { Finding } from "../finding.ts";
import { smooth, steady } from "./budgets.ts";
import { drawnSingly } from "./canvases.ts";
import { openDesk, zoomTo100 } from "./desk.ts";
import { paceDragging, pacePanning, paceZooming } from "./frames.ts";

/** Names can just be read there. */
const NAMES_PERCENT = 30;

export async function movingOf500(from: Browser, origin: string): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, drawnSingly(500));
  const whole = await pacePanning(page);
  const zoomed = await paceZooming(page);
  await zoomTo100(page);
  const close = await pacePanning(page);
  const dragged = await paceDragging(page);
  await zoomInTo(page, NAMES_PERCENT);
  const names = await pacePanning(page);
  await page.context().close();

  return [
    ...smooth("500 nodes, panned at 100 %", close),
    ...smooth(`500 nodes, panned at ${NAMES_PERCENT} %`, names),
    ...smooth("500 nodes, panned with all in sight", whole),
    ...smooth("500 nodes, zoomed", zoomed),
    ...smooth("500 nodes, one of them dragged", dragged),
  ];
}

export async function movingOf1000(from: Browser, origin: string): Promise<readonly Finding[]> {
  const page = await openDesk(from, origin, drawnSingly(1000));
  const whole = await pacePanning(page);
  await zoomTo100(page);
  const close = await pacePanning(page);
  await page.context().close();

  return [
    ...steady("1,000 nodes, panned at 100 %", close),
    ...steady("1,000 nodes, panned with all in sight", whole),
  ];
}

async function zoomInTo(page: Page, percent: number): Promise<void> {
  const shown = page.locator(".zoom").getByText(/^\d+%$/u);
  await page.keyboard.press("0");

  while (Number.parseInt((await shown.textContent()) ?? "", 10) < percent) {
    await page.getByRole("button", { name: "Zoom in" }).click();
  }

  await page.locator(".react-flow__node-box").nth(1).waitFor();
}
