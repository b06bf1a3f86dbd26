/** The editor in a browser, opened on the built system. */
import type { Browser, Page } from "playwright-core";

import type { Signature } from "../../../shared/canvas/signature.ts";

const PATIENCE_MS = 90_000;
const WINDOW = { width: 1280, height: 860 };

/** The editor in a window of its own with a canvas drawn, all of it in sight if it can be. */
export async function openDesk(browser: Browser, origin: string, canvas: Signature): Promise<Page> {
  const context = await browser.newContext({ viewport: WINDOW, reducedMotion: "reduce" });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.goto(`${origin}/editor`);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("textbox", { name: "Celery JSON" }).fill(JSON.stringify(canvas));
  await page.getByRole("button", { name: "Import", exact: true }).last().click();
  await page.locator(".react-flow__node").first().waitFor();

  return page;
}

/** The middle of the drawing as large as it is. */
export async function zoomTo100(page: Page): Promise<void> {
  await page.keyboard.press("0");
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "100%" }).waitFor();
  await page.locator(".react-flow__node-box").first().waitFor();
}
