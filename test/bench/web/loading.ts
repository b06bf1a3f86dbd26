/** What the app makes a browser load, and when its pages can be seen. */
import type { Browser } from "playwright-core";

import { measureApp, SIZE_BUDGET } from "../../edge/app-size.ts";
import { atMost, type Finding } from "../finding.ts";

const PAINT_MS = 1_200;

export function sizes(): readonly Finding[] {
  const size = measureApp();

  return (["first", "editor"] as const).flatMap((part) => {
    const what = part === "first" ? "the first page loads" : "the editor loads besides";

    return [
      atMost(
        { what: `${what}: JavaScript, gzipped`, limit: SIZE_BUDGET[part].js, unit: " KB" },
        size[part].js,
      ),
      atMost(
        { what: `${what}: styles, gzipped`, limit: SIZE_BUDGET[part].css, unit: " KB" },
        size[part].css,
      ),
    ];
  });
}

export async function painting(from: Browser, origin: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];

  for (const [what, path] of [
    ["the first page", "/"],
    ["the editor", "/editor"],
    ["the list of runs", "/runs"],
  ] as const) {
    const limit = { what: `${what}: largest paint, nothing cached`, limit: PAINT_MS, unit: " ms" };
    findings.push(atMost(limit, await largestPaint(from, `${origin}${path}`)));
  }

  return findings;
}

/** Milliseconds until the largest part of it was there (Largest Contentful Paint, W3C). */
async function largestPaint(from: Browser, address: string): Promise<number> {
  const page = await from.newPage();
  await page.goto(address, { waitUntil: "networkidle" });
  const at = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().at(-1)?.startTime ?? 0),
        ).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  await page.close();

  return at;
}
