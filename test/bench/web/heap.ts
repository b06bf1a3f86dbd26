import type { Page } from "playwright-core";

/** Megabytes that are left once all that is garbage is gone. */
export async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");

  return usedSize / 1_000_000;
}
